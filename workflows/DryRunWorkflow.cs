using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// One dry run: preflight, guard, provision, scenarios, teardown, closure. Abort and cancel stop the way forward; nothing stops the way out.
/// </summary>
[Workflow(WorkflowNames.DryRun)]
public sealed class DryRunWorkflow
{
    /// <summary>Runs that were begun before judge G-03, look at production after a scenario, and remove its harness in steps of their own.</summary>
    private const string SaidOnce = "said-once";

    private readonly RunState board = new(Workflow.Info.WorkflowId, Workflow.UtcNow);
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
    private Guard? guard;
    private Breakpoints? holds;
    private string? fault;

    /// <summary>What the run has come to so far.</summary>
    [WorkflowQuery("status")]
    public RunStatus Status => board.Status;

    /// <summary>All that the run found, as it was drafted last, without its timeline; absent before closure has drafted it.</summary>
    [WorkflowQuery("report")]
    public Report? Report => board.Report;

    /// <summary>The document it was started with, as it was written; absent where it was started with a plan's name.</summary>
    [WorkflowQuery("plan-document")]
    public string? PlanDocument { get; private set; }

    /// <summary>What its teardown was given, and the content of manifest.json; absent before preflight is green.</summary>
    [WorkflowQuery("manifest")]
    public TeardownRequest? Manifest { get; private set; }

    /// <summary>What Docker held before anything was created; absent before it is captured.</summary>
    [WorkflowQuery("inventory")]
    public InventoryCapture? Inventory => board.Facts.Baseline?.Inventory;

    /// <summary>Runs the plan named by the input, see <see cref="StartInput"/>.</summary>
    /// <exception cref="ApplicationFailureException">Of a type of <see cref="FailureTypes"/>, its detail the <see cref="ClosureSummary"/>.</exception>
    [WorkflowRun]
    public async Task<ClosureSummary> RunAsync(IRawValue? input = null)
    {
        var request = RawInput.StartInput(input);
        PlanDocument = request.PlanDocument?.GetRawText();
        board.SideBySide = Workflow.Patched(Concurrently.Patch);
        board.SaidOnce = Workflow.Patched(SaidOnce);
        var manifest = await AcceptPlanAsync(request);
        holds = new Breakpoints(request.Hold, manifest, board, stop.Token);
        board.Begin(manifest);

        var end = await GoForwardAsync(manifest);
        var closure = new ClosurePhase(manifest, board);
        var outcome = guard is null ? null : await guard.TearDownAsync();
        board.Enter(RunPhase.Closure);
        if (outcome is not null && board.Facts.Baseline is { } baseline)
        {
            await closure.AssertAsync(baseline, board.Facts);
        }

        end = end == RunEnd.Finished ? Stopped() ?? end : end;
        var summary = await closure.ReportAsync(guard is not null, end, Reason(end), outcome?.Acknowledged ?? [], outcome?.Seconds);
        board.Close(summary);
        var people = new NoticeSender(manifest.Run);
        await people.ViolatedAsync(board.Gates);
        await people.FinishedAsync(summary);
        return End(summary);
    }

    /// <summary>Stops the scenario in flight and goes to teardown; any payload, or none, is the reason.</summary>
    [WorkflowSignal("abort")]
    public Task AbortAsync(IRawValue? reason = null)
    {
        Abort(RawInput.Reason(reason));
        return Task.CompletedTask;
    }

    /// <summary>The same as the signal, with an answer: the phase it was heard in.</summary>
    [WorkflowUpdate("abort")]
    public Task<string> AbortWithAnswerAsync(IRawValue? reason = null)
    {
        Abort(RawInput.Reason(reason));
        return Task.FromResult($"{board.Status.Phase}");
    }

    /// <summary>Handed on to the teardown.</summary>
    [WorkflowSignal("retry")]
    public Task RetryAsync() => guard?.RetryAsync() ?? Task.CompletedTask;

    /// <summary>Handed on to the teardown.</summary>
    [WorkflowSignal("acknowledge")]
    public Task AcknowledgeAsync(IRawValue? residual = null) => guard?.AcknowledgeAsync(residual) ?? Task.CompletedTask;

    /// <summary>Goes on where the run is held.</summary>
    [WorkflowSignal("continue")]
    public Task ContinueAsync()
    {
        holds?.Continue();
        return Task.CompletedTask;
    }

    /// <summary>From the teardown, when it parks and when it goes on.</summary>
    [WorkflowSignal("teardown")]
    public Task TeardownAsync(RunStatus? teardown)
    {
        // A signal sent by hand can carry anything, and what throws here would hang the run.
        if (teardown is null)
        {
            return Task.CompletedTask;
        }

        board.Ledger = teardown.Ledger ?? board.Ledger;
        if (teardown.Phase == RunPhase.TeardownStuck)
        {
            board.Park(teardown.Residuals, teardown.NextRetryAt);
        }
        else
        {
            board.Enter(teardown.Phase);
        }

        return Task.CompletedTask;
    }

    private async Task<Manifest> AcceptPlanAsync(StartInput request)
    {
        var verdict = await CheckPlanAsync(request);
        var accepted = board.Judge(verdict.Gate) ? verdict.Plan ?? request.PlanDocument?.Deserialize<Plan>(Json.Options) : null;
        if (accepted is not null && request.Hold?.Problem([.. accepted.Scenarios.Select(s => s.Id)]) is { } problem)
        {
            throw new ApplicationFailureException($"The start input cannot be done: {problem}. Start it again with another hold. Nothing had been created.", FailureTypes.InvalidRequest, nonRetryable: true);
        }

        return accepted is not null && verdict.Sha256 is { } sha256
            ? ManifestDerivation.Derive(accepted, sha256, Workflow.Info.WorkflowId, RunNonce.From(Workflow.NewGuid()), Workflow.UtcNow)
            : throw new ApplicationFailureException(
                $"{verdict.Gate.Subject}: expected {verdict.Gate.Expected}; found {Sentence.Finish(verdict.Gate.Found)} {Sentence.Finish(verdict.Gate.Remedy ?? "Correct it")}", FailureTypes.InvalidRequest, nonRetryable: true);
    }

    /// <summary>Nothing exists yet, so a run that ends here has nothing to tear down and nothing to report.</summary>
    private async Task<PlanVerdict> CheckPlanAsync(StartInput request)
    {
        try
        {
            var asked = request with { PlanDocument = null, Hold = null };
            return await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckPlanAsync(asked), Policies.Quick(board.Doing("plan"), stop.Token));
        }
        catch (FailureException) when (board.Status.AbortReason is { } reason)
        {
            throw new ApplicationFailureException($"Aborted: {reason}. Nothing had been created.", FailureTypes.Aborted, nonRetryable: true);
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            throw new ApplicationFailureException($"{FaultOf(e)}. Nothing had been created.", FailureTypes.Faulted, nonRetryable: true);
        }
    }

    private static string FaultOf(ActivityFailureException e) => $"{e.ActivityType} failed for good: {e.InnerException?.Message ?? e.Message}";

    /// <summary>Before anything is captured: what is read before a long wait says nothing after it.</summary>
    private async Task TakeTurnAsync(RunRef run)
    {
        if (Workflow.Patched(SlotRequest.Patch))
        {
            await Workflow.ExecuteActivityAsync((IPreflight a) => a.TakeTurnAsync(new SlotRequest { Run = run }), Policies.Quick(board.Doing("wait for a place on this host"), stop.Token));
        }
    }

    private async Task<RunEnd> GoForwardAsync(Manifest manifest)
    {
        try
        {
            await TakeTurnAsync(manifest.Run);
            await new PreflightPhase(manifest, board, stop.Token).RunAsync();
            if (!board.AllGreen || board.Facts.Baseline is not { } baseline)
            {
                return RunEnd.Refused;
            }

            Manifest = new TeardownRequest { Manifest = manifest.ForTeardown(), Baseline = baseline.ForTeardown() };
            guard = await Guard.StartAsync(Manifest, board);
            if (guard is null)
            {
                return RunEnd.Refused;
            }

            // After the guard, so that every manifest has a teardown that closes it; before the first object. No stop keeps it back: closure reads the evidence by it.
            await Workflow.ExecuteActivityAsync((IProvision a) => a.RecordManifestAsync(new ManifestRequest { Run = manifest.Run }), Policies.Closure(board.Doing("record manifest")));
            board.Enter(RunPhase.Provision);
            if (await new ProvisionPhase(manifest, baseline, board, stop.Token).RunAsync() is not { } dr)
            {
                return RunEnd.Refused;
            }

            board.Enter(RunPhase.Scenarios);
            if (await new ScenarioPhase(manifest, dr, holds!, board, stop.Token).RunAsync() is { } point)
            {
                Abort($"held {point}, and nobody went on in time");
            }

            return RunEnd.Finished;
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e) && Stopped() is { } stopped)
        {
            return stopped;
        }
        catch (ActivityFailureException e)
        {
            // One that was told to stop is not tried again: whatever ended its last attempt, the run ends as it was told to.
            fault = FaultOf(e);
            return Stopped() ?? RunEnd.Faulted;
        }
    }

    private RunEnd? Stopped() => board.Status.AbortReason is not null ? RunEnd.Aborted
        : Workflow.CancellationToken.IsCancellationRequested ? RunEnd.Cancelled
        : null;

    private void Abort(string reason)
    {
        board.Abort(reason);
        stop.Cancel();
    }

    private string? Reason(RunEnd end) => end switch
    {
        RunEnd.Finished => board.Scenarios.FirstOrDefault(s => s.Verdict == ScenarioVerdict.Fail) is { } failed ? $"Scenario {failed.Id} failed: {failed.Reason}" : null,
        RunEnd.Refused => "Refused by " + string.Join(", ", board.Gates.Where(g => g.State != GateState.Green).Select(g => $"{g.Gate} ({g.Subject}: found {g.Found})")),
        RunEnd.Aborted => $"Aborted: {board.Status.AbortReason}",
        RunEnd.Cancelled => "Cancelled through Temporal",
        RunEnd.Faulted => fault,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "not an end"),
    };

    /// <summary>Completed when cleanly closed, Canceled when cancelled and cleanly closed, Failed otherwise.</summary>
    private static ClosureSummary End(ClosureSummary summary)
    {
        if (!summary.CleanlyClosed)
        {
            throw Failure($"Not cleanly closed: {VerdictText.Describe(summary.Verdicts)}. {summary.Reason}", FailureTypes.NotCleanlyClosed, summary);
        }

        if (summary.End == RunEnd.Cancelled)
        {
            Workflow.CancellationToken.ThrowIfCancellationRequested();
        }

        return summary.End switch
        {
            RunEnd.Refused => throw Failure($"{summary.Reason}", FailureTypes.PreflightRefused, summary),
            RunEnd.Faulted => throw Failure($"{summary.Reason} Everything was torn down cleanly.", FailureTypes.Faulted, summary),
            _ => summary,
        };
    }

    private static ApplicationFailureException Failure(string message, string type, ClosureSummary summary) =>
        new(message, type, nonRetryable: true, details: [summary]);
}
