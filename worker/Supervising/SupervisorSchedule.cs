using DotIuCutter.Temporal.Workflows;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Supervising;

/// <summary>The Temporal Schedule that starts <c>Supervise</c> on one task queue. Whatever an operator set of it, interval or pause, stays.</summary>
internal sealed class SupervisorSchedule(ITemporalClient client, string taskQueue)
{
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    private readonly ScheduleHandle handle = client.GetScheduleHandle(Contract.SupervisorId(taskQueue));

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
            await handle.UpdateAsync(found => new ScheduleUpdate(found.Description.Schedule with { Action = Action(), Policy = Policy() }), Rpc(cancel));
            return false;
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

    private Schedule Make(TimeSpan every) => new(Action(), Spec(every)) { Policy = Policy() };

    private ScheduleActionStartWorkflow Action() => ScheduleActionStartWorkflow.Create(
        Contract.Supervise,
        [],
        new WorkflowOptions(Contract.SuperviseId(taskQueue), taskQueue) { StaticSummary = "Looks for runs that nobody tears down any more" });
}
