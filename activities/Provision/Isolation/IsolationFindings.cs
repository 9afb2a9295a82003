using System.Globalization;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Isolation;

/// <summary>G-12, from what the probes printed.</summary>
internal static class IsolationFindings
{
    internal static GateResult Judge(IsolationCheck check, IsolationProbes probes, ExecOutput output)
    {
        var lines = output.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!lines.Contains("done"))
        {
            throw new IOException($"The isolation probe in DR container '{check.Dr.Name}' did not end (exit code {output.ExitCode}): {output.Stderr}");
        }

        var answered = lines.Contains("dr ready") && lines.Contains($"open control {check.Dr.Name} 5432");

        // Not up yet is no finding; up by its own word but not by name is one.
        if (!answered && !lines.Contains("server ready"))
        {
            throw new IOException($"DR container '{check.Dr.Name}' does not accept connections yet.");
        }

        var reached = lines.Where(l => l.StartsWith("open ", StringComparison.Ordinal) && !l.StartsWith("open control ", StringComparison.Ordinal))
            .Concat(lines.Where(l => l.StartsWith("resolved ", StringComparison.Ordinal))).Select(l => l.Split(' ')).ToList();
        List<Difference> differences = [.. reached.Select(r => r[0] == "open"
            ? new Difference($"{r[1]} {r[2]}:{r[3]}", "no answer", "answers")
            : new Difference($"name '{r[1]}'", "does not resolve", "resolves"))];
        if (!answered)
        {
            differences.Insert(0, new Difference($"DR by its name '{check.Dr.Name}'", "answers", "no answer"));
        }

        const string expected = "the DR answers by name; production, the host and the outside do not";
        var subject = $"network {check.NetworkId}, from inside DR container '{check.Dr.Name}'";
        return differences.Count == 0
            ? GateResult.Green(Gate.DrIsolated, subject, expected, string.Create(CultureInfo.InvariantCulture,
                $"the DR answers; silent: {probes.Ports.Count} addresses and ports ({Counted(probes)}), unresolved: {string.Join(", ", probes.Names)}"))
            : GateResult.Red(Gate.DrIsolated, subject, expected, string.Join("; ", differences.Select(d => $"{d.Field} {d.After}")),
                "The network is not isolated: look for a changed bridge, firewall rule or proxy on this host. Nothing was restored into the DR.", [.. differences]);
    }

    private static string Counted(IsolationProbes probes) => string.Join(", ", probes.Ports.GroupBy(p => p.Whose)
        .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} of {g.Key}")));
}
