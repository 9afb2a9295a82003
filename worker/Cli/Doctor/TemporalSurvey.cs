using System.Globalization;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Doctor;

/// <summary>What a dry run needs of a Temporal that answers. Changes nothing.</summary>
internal sealed class TemporalSurvey(ITemporalClient client, string queue)
{
    /// <summary>A worker asks at least once a minute. Temporal remembers one that has stopped for five.</summary>
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(90);

    public async Task<IReadOnlyList<Condition>> TakeAsync() => [await ServerAsync(), await SearchAttributesAsync(), await WorkersAsync(), await SupervisorAsync()];

    private async Task<Condition> ServerAsync()
    {
        var info = await client.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest());
        return new(true, $"Temporal at {client.Connection.Options.TargetHost}, namespace {client.Options.Namespace}: server {info.ServerVersion}");
    }

    private async Task<Condition> SearchAttributesAsync()
    {
        var known = await client.OperatorService.ListSearchAttributesAsync(new ListSearchAttributesRequest { Namespace = client.Options.Namespace });
        var missing = SearchAttributes.All.Select(k => k.Name).Where(n => !known.CustomAttributes.ContainsKey(n)).ToList();
        return missing.Count == 0
            ? new(true, $"Search attributes: {string.Join(", ", SearchAttributes.All.Select(k => k.Name))}")
            : new(false, $"Search attributes: expected {string.Join(", ", SearchAttributes.All.Select(k => k.Name))}, found no {string.Join(", ", missing)}. Start `dryrun worker`, which registers them.");
    }

    private async Task<Condition> WorkersAsync()
    {
        var found = await client.WorkflowService.DescribeTaskQueueAsync(new DescribeTaskQueueRequest
        {
            Namespace = client.Options.Namespace,
            TaskQueue = new TaskQueue { Name = queue },
            TaskQueueType = TaskQueueType.Workflow,
        });
        var workers = found.Pollers.Where(p => p.LastAccessTime.ToDateTimeOffset() > DateTimeOffset.UtcNow - Asking).Select(p => p.Identity).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return workers.Count > 0
            ? new(true, $"Worker on task queue {queue}: {string.Join(", ", workers)}")
            : new(false, $"Worker on task queue {queue}: expected one that asks for tasks, found none in the last minute and a half. Start `dryrun worker` on the Docker host.");
    }

    private async Task<Condition> SupervisorAsync()
    {
        var schedule = new SupervisorSchedule(client, queue);
        try
        {
            var every = (await schedule.EveryAsync(CancellationToken.None)).TotalMinutes;
            return await schedule.IsPausedAsync(CancellationToken.None)
                ? new(false, $"Supervisor '{schedule.Id}': expected to look, found paused. Turn it on with `dryrun supervise`: until then runs that nobody tears down stay.")
                : new(true, string.Create(CultureInfo.InvariantCulture, $"Supervisor '{schedule.Id}': looks every {every:0.##} min"));
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            return new(false, $"Supervisor '{schedule.Id}': expected a schedule, found none. Start `dryrun worker`, which makes it, or run `dryrun supervise`.");
        }
    }
}
