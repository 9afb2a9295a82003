using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Worker;
using Temporalio.Workflows;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>A run whose workflow task keeps failing is told by <c>list</c> and <c>doctor</c>: by its attempt at once, by the server's report after that.</summary>
[Collection(nameof(DevServer))]
public sealed class WorkflowTaskProblemTests
{
    private readonly DevServer server;

    public WorkflowTaskProblemTests(DevServer server)
    {
        server.Require();
        this.server = server;
    }

    [Fact]
    public async Task A_run_that_stands_still_is_told_with_its_attempt_and_cause()
    {
        var queue = $"stands-still-{Guid.NewGuid():N}";
        using var worker = new TemporalWorker(server.Client, new TemporalWorkerOptions(queue).AddWorkflow<Panics>());
        using var terminal = new Terminal(server.Address, queue);
        await worker.ExecuteAsync(async () =>
        {
            var run = await server.Client.StartWorkflowAsync(WorkflowNames.DryRun, [], new WorkflowOptions($"dryrun-{queue}", queue));
            await UntilAsync(run, d => d.PendingWorkflowTask?.Attempt > 1);
            Assert.Equal(3, await terminal.RunAsync("doctor", "--client"));
            Assert.Contains(terminal.Lines, l => l.StartsWith($"MISSING  Run '{run.Id}' stands still: the workflow task fails, attempt ", StringComparison.Ordinal)
                && l.Contains($"`temporal workflow show -w {run.Id}`", StringComparison.Ordinal));

            await UntilAsync(run, d => d.WorkflowExecutionInfo.SearchAttributes.IndexedFields.ContainsKey("TemporalReportedProblems"));
            await terminal.RunAsync("list", "--json", "--limit", "1000");
            var row = terminal.Lines.Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement).Single(r => r.GetProperty("workflowId").GetString() == run.Id);
            Assert.Matches(@"\Athe workflow task fails, attempt \d+ \(WorkflowWorkerUnhandledFailure\)\z", row.GetProperty("problem").GetString());
            await terminal.RunAsync("list", "--limit", "1000");
            Assert.Contains(terminal.Lines, l => l.StartsWith($"{run.Id} stands still: the workflow task fails, attempt ", StringComparison.Ordinal));
            await run.TerminateAsync();
        });
    }

    private async Task UntilAsync(WorkflowHandle run, Func<DescribeWorkflowExecutionResponse, bool> wanted)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var request = new DescribeWorkflowExecutionRequest { Namespace = server.Client.Options.Namespace, Execution = new() { WorkflowId = run.Id } };
        for (var tries = 0; !wanted(await server.Client.WorkflowService.DescribeWorkflowExecutionAsync(request)); tries++)
        {
            Assert.True(tries < 600, "the server never told what was waited for");
            await poll.WaitForNextTickAsync();
        }
    }

    [Workflow(WorkflowNames.DryRun)]
    public sealed class Panics
    {
        private readonly string mistake = "planted: a mistake of the workflow's code";

        [WorkflowRun]
        public Task RunAsync() => throw new InvalidOperationException(mistake);
    }
}
