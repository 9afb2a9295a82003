using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Policies;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Policies;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Policies;

/// <summary>Says whether a policy is valid, whether a worker would go by it where it lies, and whether it permits a plan. Needs no Docker and no Temporal.</summary>
internal sealed class PolicyCheckCommand(CliContext context)
{
    private readonly Argument<string?> file = new("FILE") { Description = "The policy, a JSON file; default: DRYRUN_POLICY, as the worker reads it", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> planFile = new("--plan") { Description = "A plan that it must permit", HelpName = "PLAN" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("check", "Says whether a policy is valid, and with --plan whether it permits the plan") { file, planFile, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var read = Read(parsed.GetValue(file));
        var plan = parsed.GetValue(planFile) is { } path ? await PlanFile.ReadValidAsync(path) : null;
        var check = new PolicyCheckText
        {
            File = read.File,
            Sha256 = read.Sha256,
            Problem = read.Problem,
            Warning = read.Policy is null ? null : PolicyFile.Read(Path.GetFullPath(read.File)).Problem,
            Plan = plan?.Name,
            Findings = read.Policy is { } policy && plan is not null ? await JudgeAsync(policy, plan, cancel) : null,
        };
        await context.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(check, Json.Indented) : string.Join(Environment.NewLine, check.Lines()));
        return check.Problem is not null ? ExitCodes.Usage : check.Findings is { Count: > 0 } ? ExitCodes.Refused : ExitCodes.Passed;
    }

    /// <summary>A file that is named may lie anywhere, such as in a repository; the host's own is read as its worker reads it.</summary>
    private HostPolicy Read(string? named) => named is not null ? PolicyFile.ReadAnywhere(named)
        : context.Variable(HostVariables.Policy) is { } own ? PolicyFile.Read(own)
        : throw new OperatorError($"There is no policy to check: {HostVariables.Policy} is not set. Name a FILE; `dryrun policy suggest PLAN` prints one to begin with.");

    /// <summary>Where there is no plan directory to ask, the plan is judged as one that will be put there.</summary>
    private async Task<IReadOnlyList<PolicyFinding>> JudgeAsync(Policy policy, Plan plan, CancellationToken cancel)
    {
        var (sha256, host) = (PlanDigest.Compute(plan), HostOptions.FromEnvironment(context.Variable));
        var origin = new PlanOrigin { Sha256 = sha256, InDirectory = host.Plans.Length == 0 || await new PlanDirectory(host).HoldsAsync(sha256, cancel) };
        return PlanJudgement.Judge(policy, plan, origin);
    }
}
