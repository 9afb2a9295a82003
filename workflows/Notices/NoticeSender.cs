using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Gates;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>
/// What one workflow of a run has people told. Each notice is a workflow that outlives this one; only its start is waited for, which is
/// Temporal's own doing. An id that was taken before means that it has been told.
/// </summary>
internal sealed class NoticeSender(string run, string workflowId)
{
    private readonly HashSet<string> parkedFor = [];

    /// <summary>True when people were told that the teardown is parked, so that they want to hear of its end.</summary>
    public bool Parked => parkedFor.Count > 0;

    /// <summary>Once for every residual, however often it parks.</summary>
    public async Task ParkedAsync(IReadOnlyList<Residual> residuals)
    {
        var left = residuals.Select(r => $"{r.Kind} {r.Name}").ToList();
        if (!parkedFor.IsSupersetOf(left))
        {
            parkedFor.UnionWith(left);
            await TellAsync(NoticeKind.TeardownParked, Short(left));
        }
    }

    /// <summary>Once for every set of violated invariants, by whichever workflow sees it first.</summary>
    public async Task ViolatedAsync(IReadOnlyList<GateAnswer> gates)
    {
        var violated = NetZero.Violated(gates);
        if (violated.Count > 0)
        {
            await TellAsync(NoticeKind.InvariantViolated, string.Join('-', violated.Select(g => g.Gate.Id.ToLowerInvariant()).Order(StringComparer.Ordinal)));
        }
    }

    public Task ClosedAsync() => TellAsync(NoticeKind.TeardownClosed, $"{Workflow.UtcNow:yyyyMMdd'T'HHmmssfff'Z'}");

    public Task FinishedAsync() => TellAsync(NoticeKind.RunFinished, null);

    private async Task TellAsync(NoticeKind kind, string? which)
    {
        // Ids of workflows are never encoded, so a plan's name is in them only where whoever started the run put it there.
        var id = string.Join('-', new[] { workflowId, run[^12..], "notice", NoticeKinds.Type(kind).Replace('.', '-'), which }.OfType<string>());
        try
        {
            await Workflow.StartChildWorkflowAsync(WorkflowNames.Notify, [new NoticeInput { Run = run, Kind = kind, At = Workflow.UtcNow }], new ChildWorkflowOptions
            {
                Id = id,
                IdReusePolicy = Temporalio.Api.Enums.V1.WorkflowIdReusePolicy.RejectDuplicate,
                ParentClosePolicy = ParentClosePolicy.Abandon,
                TaskTimeout = WorkflowNames.TaskTimeout,
                CancellationToken = CancellationToken.None,
                StaticSummary = $"{NoticeKinds.Type(kind)} of {run}",
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            // Told by the run's other workflow, or by an earlier teardown of the same run.
        }
    }

    /// <summary>The same for the same residuals, also after a continue-as-new, and without their names.</summary>
    private static string Short(IEnumerable<string> names) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Order(StringComparer.Ordinal)))))[..12];
}
