using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Supervision;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Turns the supervisor on or off, sets its interval, or runs it once.</summary>
internal sealed class SuperviseCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Option<string?> every = new("--every") { Description = "How often it runs, such as 30s, 5m or 1h (default: unchanged, 5m at first)", HelpName = "TIME" };
    private readonly Option<bool> once = new("--once") { Description = "Run it once now, whether it is on or off, and print the result" };
    private readonly Option<bool> off = new("--off") { Description = "Turn the supervisor off; it stays off when a worker starts" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("supervise", "Turns the supervisor on, which tears down runs that have a manifest but no workflow; every starting worker does so too") { every, once, off, json };
        command.Validators.Add(parsed =>
        {
            if (new[] { parsed.GetValue(every) is not null, parsed.GetValue(once), parsed.GetValue(off) }.Count(given => given) > 1)
            {
                parsed.AddError("--every, --once and --off exclude each other. Give one of them.");
            }
            else if (parsed.GetValue(every) is { } text && DurationText.Parse(text) is null)
            {
                parsed.AddError($"--every is '{text}', which is not a time from 10s to 24h. Give one such as 30s, 5m or 1h.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var client = await connection.ConnectAsync(parsed);
        var queue = connection.TaskQueue(parsed);
        var schedule = new SupervisorSchedule(client, queue);
        if (parsed.GetValue(once))
        {
            return await RunOnceAsync(client, queue, parsed.GetValue(json), cancel);
        }

        if (parsed.GetValue(off))
        {
            var there = await schedule.TurnOffAsync(cancel);
            await WriteAsync(parsed, schedule, on: false, there
                ? $"The supervisor of task queue '{queue}' is off. Turn it on with `dryrun supervise`."
                : $"Task queue '{queue}' has no supervisor, so there was nothing to turn off. A starting worker turns it on.");
            return ExitCodes.Passed;
        }

        await schedule.TurnOnAsync(parsed.GetValue(every) is { } text ? DurationText.Parse(text) : null, cancel);
        await schedule.TriggerAsync(cancel);
        await WriteAsync(parsed, schedule, on: true, $"The supervisor of task queue '{queue}' runs now and every {DurationText.Format(await schedule.EveryAsync(cancel))}, by schedule '{schedule.Id}'.");
        return ExitCodes.Passed;
    }

    /// <summary>Starts a supervision beside the schedule. Two at the same time start no teardown twice.</summary>
    private async Task<int> RunOnceAsync(ITemporalClient client, string queue, bool asJson, CancellationToken cancel)
    {
        SupervisionOutcome outcome;
        try
        {
            outcome = await client.ExecuteWorkflowAsync<SupervisionOutcome>(WorkflowNames.Supervise, [], new WorkflowOptions($"{WorkflowNames.SuperviseId(queue)}-once", queue)
            {
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                ExecutionTimeout = TimeSpan.FromMinutes(2),
                Rpc = new RpcOptions { CancellationToken = cancel },
            });
        }
        catch (WorkflowFailedException fault)
        {
            throw new OperatorError(
                $"Supervision on task queue '{queue}' did not end within two minutes: {TemporalFaults.FirstLine((fault.InnerException ?? fault).Message)}. "
                + "Check that `dryrun worker` serves this task queue, then try again.", ExitCodes.Unknown);
        }

        await context.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(outcome, Json.Options) : string.Join(Environment.NewLine, SupervisionText.Describe(outcome)));
        return outcome.Unreadable.Count > 0 || outcome.NotLooked is not null || outcome.Runs.Any(r => r.State == SupervisedState.Failed) ? ExitCodes.Unknown : ExitCodes.Passed;
    }

    private Task WriteAsync(ParseResult parsed, SupervisorSchedule schedule, bool on, string message) => context.Out.WriteLineAsync(
        parsed.GetValue(json) ? JsonSerializer.Serialize(new { kind = "supervisor", schedule = schedule.Id, on }, Json.Options) : message);
}
