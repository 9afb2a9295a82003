using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Supervising;

/// <summary>The Temporal Schedule that starts <c>Supervise</c> on one task queue. Whatever an operator set of it, interval or pause, stays.</summary>
/// <param name="client">Whose namespace.</param>
/// <param name="taskQueue">One queue is one host.</param>
/// <param name="evidence">The evidence directory of this queue's workers, which the schedule remembers; null for who only looks after the schedule.</param>
internal sealed class SupervisorSchedule(ITemporalClient client, string taskQueue, string? evidence = null)
{
    private const string Remembered = "evidence";

    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    private readonly ScheduleHandle handle = client.GetScheduleHandle(WorkflowNames.SupervisorId(taskQueue));

    public string Id => handle.Id;

    /// <summary>Makes it where it is missing, with a look at once; else gives it this release's action. An operator's interval and pause stay.</summary>
    /// <returns>True when it was made.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancel)
    {
        try
        {
            await client.CreateScheduleAsync(Id, Make(Default), new ScheduleOptions { TriggerImmediately = true, Rpc = Rpc(cancel) });
            return true;
        }
        catch (ScheduleAlreadyRunningException)
        {
            await handle.UpdateAsync(
                async found => new ScheduleUpdate(found.Description.Schedule with { Action = Action(evidence ?? await EvidenceOfAsync(found.Description)), Policy = Policy() }), Rpc(cancel));
            return false;
        }
    }

    /// <summary>The evidence directory that the last worker of this queue had; null when none is remembered.</summary>
    public async Task<string?> EvidenceAsync(CancellationToken cancel)
    {
        try
        {
            return await EvidenceOfAsync(await handle.DescribeAsync(Rpc(cancel)));
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Makes it, or sets the interval where one is given; a paused one goes on.</summary>
    public async Task TurnOnAsync(TimeSpan? every, CancellationToken cancel)
    {
        await EnsureAsync(cancel);
        await handle.UpdateAsync(
            found => new ScheduleUpdate(found.Description.Schedule with
            {
                Spec = every is { } interval ? Spec(interval) : found.Description.Schedule.Spec,
                State = new ScheduleState(),
            }),
            Rpc(cancel));
    }

    /// <summary>Pauses it, so that the next worker's start does not make it anew. False when there is none.</summary>
    public async Task<bool> TurnOffAsync(CancellationToken cancel)
    {
        try
        {
            await handle.PauseAsync("dryrun supervise --off", Rpc(cancel));
            return true;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>One look now; none while it is paused.</summary>
    public async Task LookNowAsync(CancellationToken cancel)
    {
        if (!await IsPausedAsync(cancel))
        {
            await handle.TriggerAsync(new ScheduleTriggerOptions { Rpc = Rpc(cancel) });
        }
    }

    public async Task<bool> IsPausedAsync(CancellationToken cancel) => (await handle.DescribeAsync(Rpc(cancel))).Schedule.State.Paused;

    /// <summary>How often it looks.</summary>
    public async Task<TimeSpan> EveryAsync(CancellationToken cancel) =>
        (await handle.DescribeAsync(Rpc(cancel))).Schedule.Spec.Intervals.Select(i => i.Every).DefaultIfEmpty(Default).Min();

    private static RpcOptions Rpc(CancellationToken cancel) => new() { CancellationToken = cancel };

    private static ScheduleSpec Spec(TimeSpan every) => new() { Intervals = [new ScheduleIntervalSpec(every)] };

    /// <summary>A look that was missed, since Temporal was away, is made up for by the next one.</summary>
    private static SchedulePolicy Policy() => new() { CatchupWindow = TimeSpan.FromSeconds(30) };

    private static async Task<string?> EvidenceOfAsync(ScheduleDescription found) =>
        found.Schedule.Action is ScheduleActionStartWorkflow { Options.Memo: { } memo } && memo.TryGetValue(Remembered, out var value) && value is IEncodedRawValue raw
            ? await raw.ToValueAsync<string>()
            : null;

    private Schedule Make(TimeSpan every) => new(Action(evidence), Spec(every)) { Policy = Policy() };

    private ScheduleActionStartWorkflow Action(string? directory) => ScheduleActionStartWorkflow.Create(
        WorkflowNames.Supervise,
        [],
        new WorkflowOptions(WorkflowNames.SuperviseId(taskQueue), taskQueue)
        {
            StaticSummary = "Looks for runs that nobody tears down any more",
            Memo = directory is null ? null : new Dictionary<string, object> { [Remembered] = directory },
        });
}
