using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Supervising;

/// <summary>The Temporal Schedule that starts <c>Supervise</c> on one task queue. The interval and the pause that an operator set stay.</summary>
/// <param name="client">A client of the namespace.</param>
/// <param name="taskQueue">The task queue; one queue is one host.</param>
/// <param name="evidence">The evidence directory of this queue's workers, which the schedule remembers; null for a caller that only reads or changes the schedule.</param>
internal sealed class SupervisorSchedule(ITemporalClient client, string taskQueue, string? evidence = null)
{
    private const string EvidenceMemo = "evidence";

    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    private readonly ScheduleHandle handle = client.GetScheduleHandle(WorkflowNames.SupervisorId(taskQueue));

    public string Id => handle.Id;

    /// <summary>Creates the schedule and triggers it at once. One that exists gets this release's action and keeps its interval and pause.</summary>
    /// <returns>True when it was created.</returns>
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

    /// <summary>Reads the evidence directory that the last worker of this queue had; null when none is remembered.</summary>
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

    /// <summary>Creates it, or sets the interval if one is given. A paused one goes on.</summary>
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

    /// <summary>Pauses it, so that the next worker does not create it again. Returns false when there is none.</summary>
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

    /// <summary>Triggers one supervision now; none while it is paused.</summary>
    public async Task TriggerAsync(CancellationToken cancel)
    {
        if (!await IsPausedAsync(cancel))
        {
            await handle.TriggerAsync(new ScheduleTriggerOptions { Rpc = Rpc(cancel) });
        }
    }

    public async Task<bool> IsPausedAsync(CancellationToken cancel) => (await handle.DescribeAsync(Rpc(cancel))).Schedule.State.Paused;

    /// <summary>How often it runs.</summary>
    public async Task<TimeSpan> EveryAsync(CancellationToken cancel) =>
        (await handle.DescribeAsync(Rpc(cancel))).Schedule.Spec.Intervals.Select(i => i.Every).DefaultIfEmpty(Default).Min();

    private static RpcOptions Rpc(CancellationToken cancel) => new() { CancellationToken = cancel };

    private static ScheduleSpec Spec(TimeSpan every) => new() { Intervals = [new ScheduleIntervalSpec(every)] };

    /// <summary>A supervision that Temporal missed is not repeated: the next one sees the same.</summary>
    private static SchedulePolicy Policy() => new() { CatchupWindow = TimeSpan.FromSeconds(30) };

    private static async Task<string?> EvidenceOfAsync(ScheduleDescription found) =>
        found.Schedule.Action is ScheduleActionStartWorkflow { Options.Memo: { } memo } && memo.TryGetValue(EvidenceMemo, out var value) && value is IEncodedRawValue raw
            ? await raw.ToValueAsync<string>()
            : null;

    private Schedule Make(TimeSpan every) => new(Action(evidence), Spec(every)) { Policy = Policy() };

    private ScheduleActionStartWorkflow Action(string? directory) => ScheduleActionStartWorkflow.Create(
        WorkflowNames.Supervise,
        [],
        new WorkflowOptions(WorkflowNames.SuperviseId(taskQueue), taskQueue)
        {
            StaticSummary = "Finds abandoned runs and has them torn down",
            Memo = directory is null ? null : new Dictionary<string, object> { [EvidenceMemo] = directory },
        });
}
