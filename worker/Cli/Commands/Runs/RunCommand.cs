using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Starts a dry run and follows it through its teardown.</summary>
internal sealed class RunCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Argument<string> plan = new("PLAN") { Description = "A plan's file, or the name of a plan in the worker's plan directory" };
    private readonly Option<string?> sha256 = new("--plan-sha256") { Description = "Run only the plan with this digest, as `dryrun plan` shows it", HelpName = "SHA256" };
    private readonly Option<string?> workflowId = new("--workflow-id") { Description = "Workflow id (default dryrun-NAME)", HelpName = "ID" };
    private readonly Option<bool> detach = new("--detach") { Description = "Start it, then leave it to itself" };
    private readonly HoldFlags hold = new();
    private readonly FollowFlags leave = new();
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object a line" };

    public Command Build()
    {
        var command = new Command("run", "Starts a dry run and follows it to its end. Ctrl-C aborts it, Ctrl-C again leaves it to itself")
        {
            plan, sha256, workflowId, detach, json,
        };
        hold.AddTo(command);
        leave.AddTo(command);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var (request, name) = await RequestAsync(parsed.GetRequiredValue(plan), parsed.GetValue(sha256), hold.Read(parsed));
        using var interrupts = context.Interrupts();
        var client = await connection.ConnectAsync(parsed);
        var id = parsed.GetValue(workflowId) ?? WorkflowNames.WorkflowId(name);
        await StartAsync(client, id, name, request, connection.TaskQueue(parsed));
        if (parsed.GetValue(detach))
        {
            await context.Out.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { kind = "started", workflowId = id }, Json.Options)
                : $"Run '{id}' was started. Follow it with `dryrun status {id} --watch`, abort it with `dryrun abort {id}`.");
            return ExitCodes.Passed;
        }

        var progress = ProgressSelection.For(context, parsed.GetValue(json));
        var follower = new Follower(client, progress, interrupts, leave.Apply(new FollowOptions
        {
            PollInterval = context.PollInterval,
            MayAbort = true,
        }, parsed));
        return (await progress.RunAsync(() => follower.RunAsync(id))).ExitCode;
    }

    private static async Task StartAsync(ITemporalClient client, string id, string name, StartInput request, string queue)
    {
        var server = await ServerVersion.ReadAsync(client);
        if (!server.IsSupported)
        {
            throw new OperatorError(server.TooOld(client.Connection.Options.TargetHost), ExitCodes.Unknown);
        }

        try
        {
            await client.StartWorkflowAsync(WorkflowNames.DryRun, [request], new WorkflowOptions(id, queue)
            {
                TaskTimeout = WorkflowNames.TaskTimeout,
                IdConflictPolicy = WorkflowIdConflictPolicy.Fail,
                IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate,
                StaticSummary = $"Dry run of {name}",
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            throw new OperatorError(
                $"Run '{id}' is already running. "
                + $"Follow it with `dryrun status {id} --watch`, or abort it with `dryrun abort {id}`.");
        }
    }

    /// <summary>Checks a plan file here, so that an invalid one starts nothing. A plan's name is resolved by the worker.</summary>
    private static async Task<(StartInput Request, string Name)> RequestAsync(string plan, string? sha256, HoldRequest? hold)
    {
        if (!PlanFile.LooksLikeOne(plan))
        {
            return (new StartInput { Plan = plan, PlanSha256 = sha256, Hold = hold }, plan);
        }

        var text = await PlanFile.ReadAsync(plan);
        var reading = PlanDocument.Read(text);
        if (reading.Plan is not { } valid)
        {
            throw new OperatorError(string.Join(Environment.NewLine, PlanProblems.Describe(plan, reading.Problems)));
        }

        if (sha256 is not null && !sha256.Equals(PlanDigest.Compute(valid), StringComparison.OrdinalIgnoreCase))
        {
            throw new OperatorError($"Plan '{plan}' has sha256 {PlanDigest.Compute(valid)}, not the approved {sha256}. Have this plan approved, or run the approved one.");
        }

        if (hold?.Problem([.. valid.Scenarios.Select(s => s.Id)]) is { } problem)
        {
            throw new OperatorError($"Plan '{plan}' cannot be held there: {problem}. Name a scenario of the plan.");
        }

        using var document = JsonDocument.Parse(text);
        return (new StartInput { PlanDocument = document.RootElement.Clone(), PlanSha256 = sha256, Hold = hold }, valid.Name);
    }
}
