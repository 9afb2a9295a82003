using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Connecting;

/// <summary>Finds a workflow by its id, or by the name of its plan.</summary>
internal sealed class RunLookup(ITemporalClient client)
{
    private const string TeardownSuffix = "-teardown";

    /// <summary>Finds a DryRun or a Teardown.</summary>
    public Task<WorkflowExecutionDescription> FindAsync(string idOrPlan) =>
        FirstAsync(idOrPlan, [idOrPlan, WorkflowNames.WorkflowId(idOrPlan)], _ => true);

    public Task<WorkflowExecutionDescription> FindRunAsync(string idOrPlan) =>
        FirstAsync(idOrPlan, [idOrPlan, WorkflowNames.WorkflowId(idOrPlan)], e => e.WorkflowType == WorkflowNames.DryRun);

    public Task<WorkflowExecutionDescription> FindTeardownAsync(string idOrPlan)
    {
        IReadOnlyList<string> derived = [WorkflowNames.TeardownId(idOrPlan), WorkflowNames.TeardownId(WorkflowNames.WorkflowId(idOrPlan))];
        return FirstAsync(
            idOrPlan,
            idOrPlan.EndsWith(TeardownSuffix, StringComparison.Ordinal) ? [idOrPlan, .. derived] : derived,
            e => e.WorkflowType == WorkflowNames.Teardown);
    }

    /// <summary>Returns null when there is none of that id.</summary>
    public async Task<WorkflowExecutionDescription?> DescribeAsync(string workflowId)
    {
        try
        {
            return await client.GetWorkflowHandle(workflowId).DescribeAsync();
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<WorkflowExecutionDescription> FirstAsync(
        string name, IReadOnlyList<string> ids, Func<WorkflowExecutionDescription, bool> fits)
    {
        foreach (var id in ids)
        {
            if (await DescribeAsync(id) is { } found && fits(found))
            {
                return found;
            }
        }

        throw new OperatorError(
            $"Run '{name}' is unknown: namespace {client.Options.Namespace} has no workflow {string.Join(" or ", ids.Select(i => $"'{i}'"))}. "
            + "List the runs with `dryrun list`.");
    }
}
