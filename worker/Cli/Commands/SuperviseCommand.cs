using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Supervision;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Turns the supervisor on, off or slower, or has one look taken now.</summary>
internal sealed class SuperviseCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<string?> every = new("--every") { Description = "How often it looks, such as 30s, 5m or 1h (default: as it is, 5m at first)", HelpName = "TIME" };
    private readonly Option<bool> once = new("--once") { Description = "Look once now, whether the supervisor is on or not, and say what came of it" };
    private readonly Option<bool> off = new("--off") { Description = "Turn the supervisor off; it stays off when a worker starts" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("supervise", "Has runs torn down that have a manifest but no workflow any more; every worker turns this on at its start") { every, once, off, json };
        command.Validators.Add(parsed =>
        {
            if (new[] { parsed.GetValue(every) is not null, parsed.GetValue(once), parsed.GetValue(off) }.Count(given => given) > 1)
            {
                parsed.AddError("--every, --once and --off: expected one of them, found more. Give one.");
            }
            else if (parsed.GetValue(every) is { } text && DurationText.Parse(text) is null)
            {
                parsed.AddError($"--every: expected a time from 10s to 24h, such as 30s, 5m or 1h, found '{text}'. Correct it.");
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
            return await LookAsync(client, queue, parsed.GetValue(json), cancel);
        }

        if (parsed.GetValue(off))
        {
            var there = await schedule.TurnOffAsync(cancel);
            await SayAsync(parsed, schedule, on: false, there
                ? $"The supervisor of task queue '{queue}' is off. Turn it on with `dryrun supervise`."
                : $"Task queue '{queue}' has no supervisor: there was nothing to turn off. A worker that starts turns it on.");
            return ExitCodes.Passed;
        }

        await schedule.TurnOnAsync(parsed.GetValue(every) is { } text ? DurationText.Parse(text) : null, cancel);
        await schedule.LookNowAsync(cancel);
        await SayAsync(parsed, schedule, on: true, $"The supervisor of task queue '{queue}' looks now and every {DurationText.Words(await schedule.EveryAsync(cancel))}, by schedule '{schedule.Id}'.");
        return ExitCodes.Passed;
    }

    /// <summary>Starts it beside the schedule: two looks at once start no teardown twice.</summary>
    private async Task<int> LookAsync(ITemporalClient client, string queue, bool asJson, CancellationToken cancel)
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
                $"Supervision on task queue '{queue}': expected an answer within two minutes, found {TemporalFaults.FirstLine((fault.InnerException ?? fault).Message)}. "
                + "See that `dryrun worker` runs on this task queue, then try again.", ExitCodes.Unknown);
        }

        await surroundings.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(outcome, Json.Options) : string.Join(Environment.NewLine, SupervisionText.Describe(outcome)));
        return outcome.Unreadable.Count > 0 || outcome.NotLooked is not null || outcome.Runs.Any(r => r.State == SupervisedState.Failed) ? ExitCodes.Unknown : ExitCodes.Passed;
    }

    private Task SayAsync(ParseResult parsed, SupervisorSchedule schedule, bool on, string words) => surroundings.Out.WriteLineAsync(
        parsed.GetValue(json) ? JsonSerializer.Serialize(new { kind = "supervisor", schedule = schedule.Id, on }, Json.Options) : words);
}
