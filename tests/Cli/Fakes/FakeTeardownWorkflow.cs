using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Cli.Fakes;

/// <summary>Waits for its parent's word or end, then is clean, or parked on one network until it is acknowledged or retried.</summary>
[Workflow(WorkflowNames.Teardown)]
internal sealed class FakeTeardownWorkflow
{
    private static readonly Residual Network = new()
    {
        Kind = ObjectKind.Network,
        Name = "dr-net",
        Id = new string('a', 64),
        Reason = "endpoint of 'bystander'",
        Remedy = $"docker network rm {new string('a', 64)}",
    };

    private bool begun;
    private bool retried;
    private AcknowledgeRequest? acknowledged;
    private RunStatus status = new() { WorkflowId = Workflow.Info.WorkflowId, Phase = RunPhase.Teardown, StartedAt = Workflow.UtcNow };

    [WorkflowQuery("status")]
    public RunStatus Status => status;

    [WorkflowSignal("begin")]
    public Task BeginAsync()
    {
        begun = true;
        return Task.CompletedTask;
    }

    [WorkflowSignal("retry")]
    public Task RetryAsync()
    {
        retried = true;
        return Task.CompletedTask;
    }

    [WorkflowSignal("acknowledge")]
    public Task AcknowledgeAsync(AcknowledgeRequest request)
    {
        acknowledged = request;
        return Task.CompletedTask;
    }

    [WorkflowRun]
    public async Task<TeardownSummary> RunAsync(JsonElement input)
    {
        // A bare word from the fake parent; a run's key from `reconcile`.
        var key = input.ValueKind == JsonValueKind.Object ? input.GetProperty("run").GetString() : null;
        var plan = key?[..key.LastIndexOf('-')];
        begun = key is not null;
        status = status with { Plan = plan, RunKey = key };
        try
        {
            await Workflow.WaitConditionAsync(() => begun);
        }
        catch (OperationCanceledException) when (Workflow.CancellationToken.IsCancellationRequested)
        {
            // The parent's end is a word too.
        }

        if ((plan ?? input.GetString()) == "parked")
        {
            status = status with { Phase = RunPhase.TeardownStuck, Residuals = [Network] };
            await Workflow.WaitConditionAsync(() => retried || acknowledged is not null, cancellationToken: CancellationToken.None);
        }

        status = status with { Phase = RunPhase.Closed, Residuals = [] };
        return new TeardownSummary
        {
            Ledger = new Ledger { Entries = [] },
            Assertions = [],
            Acknowledged = acknowledged is { } a ? [Network with { Acknowledged = a.Reason }] : [],
            Seconds = 0.1,
        };
    }
}
