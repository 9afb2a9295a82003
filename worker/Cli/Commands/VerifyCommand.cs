using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Evidence.Verification;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Checks a run's evidence, in its own folder or in a copy. Needs no Temporal.</summary>
internal sealed class VerifyCommand(CliContext context)
{
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3650);

    private readonly Argument<string> folder = new("DIR") { Description = "The run's folder of evidence" };
    private readonly Option<string?> key = new("--key") { Description = "The public key that must have signed it, PEM", HelpName = "FILE" };
    private readonly Option<bool> unsigned = new("--unsigned") { Description = "Check everything but the signature: finds accidents, not a forger" };
    private readonly Option<bool> requirePass = new("--require-pass") { Description = "The run must have passed, and must have been cleanly closed" };
    private readonly Option<string?> commit = new("--commit") { Description = "The commit that must have been rehearsed, 40 hex digits", HelpName = "SHA" };
    private readonly Option<string?> planSha256 = new("--plan-sha256") { Description = "The digest of the plan that must have been run", HelpName = "SHA256" };
    private readonly Option<TimeSpan?> maxAge = TimeOption.Create("--max-age", "30d", LongestAge, "How long ago the run may have ended");
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("verify", "Checks signature, sums and verdicts of a run's evidence, and with more options that it is the run you expect")
        {
            folder, key, unsigned, requirePass, commit, planSha256, maxAge, json,
        };
        command.Validators.Add(parsed =>
        {
            RequireHex(parsed, commit, 40);
            RequireHex(parsed, planSha256, 64);
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(folder);
        if (!Directory.Exists(path))
        {
            throw new OperatorError($"There is no directory '{path}'. Give a run's folder of evidence; the last line of `dryrun run` names it, on the host of the worker.");
        }

        var request = new VerificationRequest
        {
            Key = await KeyAsync(parsed.GetValue(key), parsed.GetValue(unsigned)),
            RequirePass = parsed.GetValue(requirePass),
            Commit = parsed.GetValue(commit),
            PlanSha256 = parsed.GetValue(planSha256),
            MaxAge = parsed.GetValue(maxAge),
        };
        var result = await EvidenceVerification.RunAsync(path, request, context.Time.GetUtcNow(), cancel);
        await context.Out.WriteLineAsync(parsed.GetValue(json)
            ? JsonSerializer.Serialize(result, Json.Indented)
            : string.Join(Environment.NewLine, VerificationText.Describe(path, request, result)));
        return result.Verified ? ExitCodes.Passed : ExitCodes.ScenarioFailed;
    }

    private static async Task<VerifyingKey?> KeyAsync(string? file, bool unsigned)
    {
        if (file is null == !unsigned)
        {
            throw new OperatorError("Give either --key FILE with the public key you trust, or --unsigned to leave the signature out.");
        }

        if (file is null)
        {
            return null;
        }

        if (!File.Exists(file))
        {
            throw new OperatorError($"There is no key file '{file}'. Give the public key of the worker that signed the evidence.");
        }

        var pem = await File.ReadAllTextAsync(file);
        return VerifyingKey.Read(pem) ?? throw new OperatorError(pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
            ? $"'{file}' is a private key. Verifying needs the public key only, and nobody but the worker should have the private one. "
                + "Ask for the public key; where the private key is at home, `openssl pkey -in PRIVATE -pubout` prints it."
            : $"'{file}' is no public key on P-256 or of Ed25519 in PEM. Ask for the public key of the worker that signed the evidence; "
                + "where the private key is at home, `openssl pkey -in PRIVATE -pubout` prints it.");
    }

    private static void RequireHex(System.CommandLine.Parsing.CommandResult parsed, Option<string?> option, int digits)
    {
        if (parsed.GetValue(option) is { } text && (text.Length != digits || !text.All(char.IsAsciiHexDigit)))
        {
            parsed.AddError($"{option.Name} is '{text}', which is not {digits} hex digits. Give the whole digest.");
        }
    }
}
