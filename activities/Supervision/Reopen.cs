using System.Text.Json;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Supervision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Supervision;

internal sealed partial class SupervisionActivities
{
    /// <summary>A nonce on a label only says which closed run to look at; what is the run's is told by that run's own ledger.</summary>
    public async Task<ReopenedRuns> ReopenAsync(ReopenRequest request)
    {
        var cancel = CurrentActivity.Cancel;
        var reopened = new List<string>();
        foreach (var nonce in (await Inventory.ReadAsync(docker.Reading, cancel)).Nonces)
        {
            if (reopened.Count < request.Most
                && await RunFolders.LastMarkAsync(host.Evidence, nonce, cancel) is { } mark
                && await HolderAsync(ActivityExecutionContext.Current.TemporalClient, mark.Run) is null
                && await ObjectsAbsent.GateAsync(docker.Reading, Closed(mark), cancel) is { State: GateState.Red } found)
            {
                await ReopenAsync(mark, found, cancel);
                reopened.Add(mark.Run.Key);
            }
        }

        return new ReopenedRuns { RunKeys = reopened };
    }

    private async Task ReopenAsync(ClosedMark closed, GateResult found, CancellationToken cancel)
    {
        var mark = new ReopenedMark { Run = closed.Run, ReopenedAt = DateTimeOffset.UtcNow, Found = found };
        await evidence.WriteAsync(closed.Run, RunFolders.ReopenedFile, JsonSerializer.Serialize(mark, Json.Indented) + "\n", cancel);
        SupervisionLog.Reopened(log, closed.Run.Key, closed.ClosedAt, found.Found);
    }

    /// <summary>Every Docker object of the ledger but those that somebody has taken it upon himself to leave.</summary>
    private static StepRequest Closed(ClosedMark mark) => new()
    {
        Run = mark.Run,
        Step = 4,
        Objects =
        [
            .. mark.Outcome.Ledger.Entries.Where(e => e.Step <= 4 && e.State != LedgerState.Acknowledged)
                .Select(e => new StepObject { Kind = e.Kind, Name = e.Name, Id = e.Id, Anonymous = e.Anonymous }),
        ],
    };
}
