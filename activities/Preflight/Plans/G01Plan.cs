using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>G-01: the plan is valid, and the approved one where a digest is given.</summary>
internal sealed class G01Plan(HostOptions host)
{
    // The gate travels through history, which takes 2 MiB; nobody mends more than this in one go.
    private const int MostProblems = 500;

    /// <param name="name">The plan's name; null where the document is given.</param>
    /// <param name="document">The plan's text; null where the name is given.</param>
    /// <param name="approved">The approved digest; null where any valid plan will do.</param>
    public async Task<PlanVerdict> JudgeAsync(string? name, string? document, string? approved) => (name, document) switch
    {
        ({ } named, null) => await ReadNamedAsync(named, approved),
        (null, { } text) => Judge("the plan document", text, approved),
        _ => Refused(
            "the start input",
            "exactly one of plan and planDocument",
            name is null ? "neither" : "both",
            "Start with {\"plan\":\"NAME\"}, or with {\"planDocument\":{…}}"),
    };

    private async Task<PlanVerdict> ReadNamedAsync(string name, string? sha256)
    {
        // The name is checked against what is there, so that no name whatever can lead out of the directory.
        var plans = new PlanDirectory(host);
        var known = plans.Names;
        var subject = $"plan '{Shorten(name)}'";
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            var found = known.Count == 0 ? $"no plan in {host.Plans}" : $"only {string.Join(", ", known)}";
            return Refused(subject, "a file NAME.json in the worker's plan directory, by name only", found, $"Put NAME.json into {host.Plans}, or start with a plan that is there");
        }

        var file = new FileInfo(plans.PathOf(name));
        if (file.Length > PlanDirectory.LongestBytes)
        {
            return Refused(subject, $"at most {PlanDirectory.LongestBytes} bytes", $"{file.Length} bytes", "Check that the file is a plan");
        }

        var verdict = Judge(subject, await File.ReadAllTextAsync(file.FullName, CurrentActivity.Cancel), sha256);

        // The workflow id an operator expects follows from the name; a file that answers to another one misleads.
        return verdict.Plan is null || verdict.Plan.Name == name
            ? verdict
            : Refused(subject, $"$.name is \"{name}\", as the file is called", $"$.name is \"{verdict.Plan.Name}\"", "Rename the file or the plan");
    }

    private static PlanVerdict Judge(string subject, string json, string? approved)
    {
        var reading = PlanDocument.Read(json);
        if (reading.Plan is not { } plan)
        {
            var count = reading.Problems.Count == 1 ? "1 problem" : $"{reading.Problems.Count} problems";
            var listed = string.Join('\n', reading.Problems.Take(MostProblems));
            var more = reading.Problems.Count > MostProblems ? $"\nand {reading.Problems.Count - MostProblems} more" : "";
            return Refused(subject, "a valid plan", $"{count}:\n{listed}{more}", "Correct every one of them and start again");
        }

        var digest = PlanDigest.Compute(plan);
        return approved is null || string.Equals(approved, digest, StringComparison.OrdinalIgnoreCase)
            ? new PlanVerdict { Gate = GateResult.Green(Gate.PlanValid, subject, "a valid plan", $"{plan.Name}, sha256 {digest}"), Plan = plan, Sha256 = digest }
            : Refused(subject, $"sha256 {Shorten(approved)}, the approved one", $"sha256 {digest}", "Start the approved plan, or have this one approved");
    }

    private static PlanVerdict Refused(string subject, string expected, string found, string remedy) =>
        new() { Gate = GateResult.Red(Gate.PlanValid, subject, expected, found, remedy) };

    // What the start input says is anybody's text: short, on one line.
    private static string Shorten(string text) => new([.. text.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
}
