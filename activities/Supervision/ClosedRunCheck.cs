using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>Opens a closed run again when something of it stands on the engine.</summary>
internal sealed class ClosedRunCheck(HostOptions host, DockerEngine docker, IRunStore runs, ILogger log)
{
    /// <summary>A nonce on a label only says which closed run to look at; what is the run's is told by that run's own ledger.</summary>
    /// <param name="request">How many at most.</param>
    /// <param name="isHeld">True while a workflow of the run is open.</param>
    public async Task<ReopenedRuns> ReopenAsync(ReopenRequest request, Func<RunRef, Task<bool>> isHeld)
    {
        var cancel = CurrentActivity.Cancel;
        var reopened = new List<string>();
        foreach (var nonce in (await Inventory.ReadAsync(docker.Reading, cancel)).Nonces)
        {
            if (reopened.Count < request.Most
                && await RunFolders.FindClosedAsync(host.Evidence, nonce, cancel) is { } closed
                && !await isHeld(closed.Run)
                && await ObjectsAbsent.JudgeAsync(docker.Reading, Unacknowledged(closed), cancel) is { State: GateState.Red } found)
            {
                await ReopenAsync(closed, found, cancel);
                reopened.Add(closed.Run.Key);
            }
        }

        return new ReopenedRuns { RunKeys = reopened };
    }

    private async Task ReopenAsync(ClosedRun closed, GateResult found, CancellationToken cancel)
    {
        var mark = new ReopenedMark { Run = closed.Run, ReopenedAt = DateTimeOffset.UtcNow, Found = found };
        var run = await runs.OpenAsync(closed.Run.Key, cancel);
        await AtomicFile.WriteAsync(Path.Join(run.Folder, RunFolders.ReopenedFile), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(mark, Json.Indented) + "\n"), cancel);
        await run.AppendAsync(new Reopened { Found = found });
        SupervisionLog.Reopened(log, closed.Run.Key, closed.ClosedAt, found.Found);
    }

    /// <summary>Every Docker object of the ledger but those that somebody has taken it upon himself to leave.</summary>
    private static StepRequest Unacknowledged(ClosedRun closed) => new()
    {
        Run = closed.Run,
        Step = TeardownStep.Network,
        Objects =
        [
            .. closed.Ledger.Entries.Where(e => e.Step <= TeardownStep.Network && e.State != LedgerState.Acknowledged)
                .Select(e => new StepObject { Kind = e.Kind, Name = e.Name, Id = e.Id, Anonymous = e.Anonymous }),
        ],
    };
}
