using System.Globalization;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Doctor;

/// <summary>Checks what a dry run needs of a Temporal that answers. Changes nothing.</summary>
internal sealed class TemporalSurvey(ITemporalClient client, string queue)
{
    /// <summary>A worker polls at least once a minute. Temporal remembers a stopped worker for five minutes.</summary>
    private static readonly TimeSpan PollWindow = TimeSpan.FromSeconds(90);

    /// <summary>Open runs that are looked at; further ones are in <c>dryrun list</c>.</summary>
    private const int MostRuns = 200;

    public async Task<IReadOnlyList<Requirement>> TakeAsync() =>
        [.. await ServerAsync(), await SearchAttributesAsync(), await WorkersAsync(), await SupervisorAsync(), .. await WorkflowTasksAsync()];

    private async Task<IReadOnlyList<Requirement>> ServerAsync()
    {
        var version = await ServerVersion.ReadAsync(client);
        var options = client.Connection.Options;
        var authorizes = options.ApiKey is not null || options.Tls?.ClientCert is not null;
        return version.IsSupported
            ?
            [
                new(true, $"Temporal at {options.TargetHost}, namespace {client.Options.Namespace}: server {version.Text}"),
                .. version.Lacks(authorizes).Select(text => new Requirement(true, text) { Warning = true }),
            ]
            : [new(false, version.TooOld(options.TargetHost))];
    }

    private async Task<IReadOnlyList<Requirement>> WorkflowTasksAsync()
    {
        var open = $"WorkflowType IN ('{WorkflowNames.DryRun}', '{WorkflowNames.Teardown}', '{WorkflowNames.Supervise}') AND ExecutionStatus = 'Running' AND TaskQueue = '{queue}'";
        var problems = new List<Requirement>();
        await foreach (var run in client.ListWorkflowsAsync(open, new() { Limit = MostRuns }))
        {
            if (await WorkflowTaskProblem.FindAsync(client, run) is { } problem)
            {
                problems.Add(new(false, $"Run '{problem.WorkflowId}' stands still: {problem.Text}. {problem.Remedy}"));
            }
        }

        return problems;
    }

    private async Task<Requirement> SearchAttributesAsync()
    {
        var known = await client.OperatorService.ListSearchAttributesAsync(new ListSearchAttributesRequest { Namespace = client.Options.Namespace });
        var missing = SearchAttributes.All.Select(k => k.Name).Where(n => !known.CustomAttributes.ContainsKey(n)).ToList();
        return missing.Count == 0
            ? new(true, $"Search attributes: {string.Join(", ", SearchAttributes.All.Select(k => k.Name))}")
            : new(false, $"Search attributes: {string.Join(", ", missing)} not registered. Start `dryrun worker`, which registers them.");
    }

    private async Task<Requirement> WorkersAsync()
    {
        var found = await client.WorkflowService.DescribeTaskQueueAsync(new DescribeTaskQueueRequest
        {
            Namespace = client.Options.Namespace,
            TaskQueue = new TaskQueue { Name = queue },
            TaskQueueType = TaskQueueType.Workflow,
        });
        var workers = found.Pollers.Where(p => p.LastAccessTime.ToDateTimeOffset() > DateTimeOffset.UtcNow - PollWindow).Select(p => p.Identity).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return workers.Count > 0
            ? new(true, $"Worker on task queue {queue}: {string.Join(", ", workers)}")
            : new(false, $"Worker on task queue {queue}: none has polled in the last minute and a half. Start `dryrun worker` on the Docker host.");
    }

    private async Task<Requirement> SupervisorAsync()
    {
        var schedule = new SupervisorSchedule(client, queue);
        try
        {
            var every = (await schedule.EveryAsync(CancellationToken.None)).TotalMinutes;
            return await schedule.IsPausedAsync(CancellationToken.None)
                ? new(false, $"Supervisor '{schedule.Id}': paused. Turn it on with `dryrun supervise`; until then an abandoned run is not torn down.")
                : new(true, string.Create(CultureInfo.InvariantCulture, $"Supervisor '{schedule.Id}': supervises every {every:0.##} min"));
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            return new(false, $"Supervisor '{schedule.Id}': there is no such schedule. Start `dryrun worker`, which makes it, or run `dryrun supervise`.");
        }
    }
}
