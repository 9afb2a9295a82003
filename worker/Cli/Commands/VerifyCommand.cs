using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Evidence.Verification;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Checks a run's evidence where it lies, or where somebody has copied it to; needs no Temporal.</summary>
internal sealed class VerifyCommand(CliContext surroundings)
{
    private readonly Argument<string> folder = new("DIR") { Description = "The run's folder of evidence" };
    private readonly Option<string?> key = new("--key") { Description = "The public key that it must be signed with, PEM", HelpName = "FILE" };
    private readonly Option<bool> unsigned = new("--unsigned") { Description = "Check everything but the signature: finds accidents, not a forger" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("verify", "Checks the signature and sums of a run's evidence, and that no verdict says more than it") { folder, key, unsigned, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(folder);
        if (!Directory.Exists(path))
        {
            throw new OperatorError($"Evidence '{path}': expected a run's folder, found no such directory. `dryrun report RUN` names the folder of a run, on the host of its worker.");
        }

        var verification = await EvidenceVerification.RunAsync(path, await KeyAsync(parsed.GetValue(key), parsed.GetValue(unsigned)), cancel);
        await surroundings.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(verification, Json.Indented) : string.Join(Environment.NewLine, Words(path, verification)));
        return verification.Problems.Count == 0 ? ExitCodes.Passed : ExitCodes.ScenarioFailed;
    }

    private static async Task<VerifyingKey?> KeyAsync(string? file, bool unsigned)
    {
        if (file is null == !unsigned)
        {
            throw new OperatorError("Which signature to look for is not known: expected either --key FILE or --unsigned. Give the public key you trust.");
        }

        return file is null ? null : VerifyingKey.Read(await File.ReadAllTextAsync(file)) ?? throw new OperatorError(
            $"Key '{file}': expected a public key on P-256 or of Ed25519 in PEM, found something else. Make it with `openssl pkey -in PRIVATE -pubout -out {file}`.");
    }

    private static IEnumerable<string> Words(string path, VerificationResult verification)
    {
        foreach (var holds in verification.Holds)
        {
            yield return $"ok    {holds}";
        }

        foreach (var problem in verification.Problems)
        {
            yield return $"WRONG {problem}";
        }

        yield return verification switch
        {
            { Problems.Count: > 0 and var wrong } => $"Evidence '{path}' is not to be trusted: {wrong} {(wrong == 1 ? "thing is" : "things are")} wrong.",
            { SignedBy: null, Summary: { } summary } => $"Evidence '{path}' is whole, its signature not looked at: {Verdict(summary)}.",
            { Summary: { } summary } => $"Evidence '{path}' is whole and signed: {Verdict(summary)}.",
            _ => throw new InvalidOperationException("Without a report there is a problem."),
        };
    }

    private static string Verdict(ClosureSummary summary) => $"{summary.RunKey} {VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}";
}
