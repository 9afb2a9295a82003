using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Notices;
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
/// An exception that nobody expected fails the run, since Temporal would hang it: its guard then tears down what there is.
/// </summary>
[Workflow(WorkflowNames.DryRun, FailureExceptionTypes = [typeof(Exception)])]
public sealed class DryRunWorkflow
{
    private const string TornDownUnasked = "the teardown of this run began without it and is done: the run was reset, or somebody told its guard to begin";

    private readonly RunState state = new(Workflow.Info.WorkflowId, Workflow.UtcNow);
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
    private readonly Steps steps;
    private Guard? guard;
    private Breakpoints? breakpoints;
    private string? abortReason;
    private bool looking;
    private bool tornDownUnasked;

    public DryRunWorkflow() => steps = new Steps(state, stop.Token);

    /// <summary>What the run has come to so far.</summary>
    [WorkflowQuery("status")]
    public RunStatus Status => state.Status;

    /// <summary>Runs the plan named by the input, see <see cref="StartInput"/>.</summary>
    /// <exception cref="ApplicationFailureException">Of a type of <see cref="FailureTypes"/>, its detail the <see cref="ClosureSummary"/>.</exception>
    [WorkflowRun]
    public async Task<ClosureSummary> RunAsync(IRawValue? input = null)
    {
        var (plan, permitted) = await AcceptPlanAsync(RawInput.StartInput(input));
        var run = new RunInput { Run = plan.Run };
        var (reached, fault) = permitted ? await GoForwardAsync(plan, run) : (RunEnd.Refused, null);
        state.Interrupt();
        await TearDownAsync();
        state.Enter(RunPhase.Closure);
        var closure = new ClosurePhase(run, steps);
        if (guard is not null)
        {
            await closure.AssertAsync();
        }

        var end = Decide(reached);
        var summary = await closure.ReportAsync(new ReportStep
        {
            Run = run.Run,
            End = end,
            EndedAt = Workflow.UtcNow,
            Detail = end == RunEnd.Aborted ? abortReason : end == RunEnd.Faulted ? fault : null,
            Holds = state.Status.Holds,
        });
        state.Close(summary);
        var notices = new NoticeSender(run.Run, Workflow.Info.WorkflowId);
        await notices.ViolatedAsync(state.Status.Gates);
        await notices.FinishedAsync();
        return Close(summary);
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
        return Task.FromResult($"{state.Status.Phase}");
    }

    /// <summary>Passed on to the teardown.</summary>
    [WorkflowSignal("retry")]
    public Task RetryAsync() => guard?.RetryAsync() ?? Task.CompletedTask;

    /// <summary>Passed on to the teardown.</summary>
    [WorkflowSignal("acknowledge")]
    public Task AcknowledgeAsync(IRawValue? residual = null) => guard?.AcknowledgeAsync(residual) ?? Task.CompletedTask;

    /// <summary>Goes on where the run is held.</summary>
    [WorkflowSignal("continue")]
    public Task ContinueAsync()
    {
        breakpoints?.Continue();
        return Task.CompletedTask;
    }

    /// <summary>
    /// From the teardown, when it parks: look. What there is to see is read on the host and not taken from the signal, which anybody can send.
    /// </summary>
    [WorkflowSignal("teardown", UnfinishedPolicy = HandlerUnfinishedPolicy.Abandon)]
    public async Task TeardownAsync(IRawValue? ignored = null)
    {
        if (guard is null || looking)
        {
            return;
        }

        looking = true;
        try
        {
            var view = await Steps.Look((ITeardown a) => a.LookAsync(guard.Run));
            if (state.Status.Phase is RunPhase.Teardown or RunPhase.TeardownStuck)
            {
                state.Show(view.Ledger);
                state.Park(view.Residuals, nextRetryAt: null);
            }
        }
        catch (ActivityFailureException e)
        {
            WorkflowLog.NotLooked(Workflow.Logger, e.InnerException?.Message ?? e.Message);
        }
        finally
        {
            looking = false;
        }
    }

    /// <summary>
    /// Nothing exists yet, so a run that ends here has nothing to tear down and nothing to report. A plan that the host's policy does not permit is reported
    /// like any refusal of preflight, and nothing of what it names is read.
    /// </summary>
    private async Task<(AcceptedPlan Plan, bool Permitted)> AcceptPlanAsync(StartInput request)
    {
        var check = new PlanCheck
        {
            WorkflowId = Workflow.Info.WorkflowId,
            Nonce = RunNonce.From(Workflow.NewGuid()),
            StartedAt = Workflow.UtcNow,
            Plan = request.Plan,
            PlanSha256 = request.PlanSha256,
        };
        try
        {
            var answer = await steps.Quick((IPreflight a) => a.AcceptPlanAsync(check), "plan");
            steps.Show(answer.Gate);
            var plan = answer.Plan ?? throw Refused(answer.Gate);
            return request.Hold?.Problem([.. plan.Scenarios.Select(s => s.Id)]) is { } problem
                ? throw Failure($"The start input cannot be done: {problem}. Start it again with another hold. Nothing had been created.", FailureTypes.InvalidRequest)
                : (Accepted(request, plan), answer.Policy is not { } policy || steps.Show(policy).State == GateState.Green);
        }
        catch (FailureException e) when (abortReason is not null && TemporalException.IsCanceledException(e))
        {
            throw Failure($"Aborted: {abortReason}. Nothing had been created.", FailureTypes.Aborted);
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            throw abortReason is null
                ? Failure($"{Describe(e)}. Nothing had been created.", FailureTypes.Faulted)
                : Failure($"Aborted: {abortReason}. Nothing had been created.", FailureTypes.Aborted);
        }
    }

    private AcceptedPlan Accepted(StartInput request, AcceptedPlan plan)
    {
        breakpoints = new Breakpoints(request.Hold, plan.DrContainer, state, stop.Token);
        state.Identify(plan.Run, [.. plan.Scenarios.Select(s => new ScenarioStatus { Id = s.Id, Title = s.Title, State = ScenarioState.NotStarted })]);
        return plan;
    }

    /// <summary>How far the run came, and what failed for good where something did.</summary>
    private async Task<(RunEnd Reached, string? Fault)> GoForwardAsync(AcceptedPlan plan, RunInput run)
    {
        try
        {
            // Before anything is captured: what is read before a long wait says nothing after it.
            await steps.Quick((IPreflight a) => a.TakeSlotAsync(run), "wait for a slot on this host");
            if (!(await new PreflightPhase(run, steps).RunAsync()).AllGreen() || !await StartGuardAsync(run))
            {
                return (RunEnd.Refused, null);
            }

            // After the guard, so that every manifest has a teardown that closes it; before the first object. No stop keeps it back.
            await steps.Final((IProvision a) => a.RecordManifestAsync(run), "record manifest");
            state.Enter(RunPhase.Provision);
            if (!(await new ProvisionPhase(run, plan, steps).RunAsync()).AllGreen())
            {
                return (RunEnd.Refused, null);
            }

            state.Enter(RunPhase.Scenarios);
            if (await new ScenarioPhase(run, plan, breakpoints!, state, steps).RunAsync() is { } point)
            {
                Abort($"held {point}, and nobody went on in time");
            }

            return (RunEnd.Finished, null);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e) && stop.IsCancellationRequested)
        {
            return (RunEnd.Cancelled, null);
        }
        catch (ActivityFailureException e)
        {
            // One that was told to stop is not tried again: whatever ended its last attempt, the run ends as it was told to.
            return stop.IsCancellationRequested ? (RunEnd.Cancelled, null) : (RunEnd.Faulted, Describe(e));
        }
    }

    /// <summary>False, with a red G-04, while the teardown of an earlier run of this workflow id is open.</summary>
    private async Task<bool> StartGuardAsync(RunInput run)
    {
        while ((guard = await Guard.StartAsync(run)) is null)
        {
            if ((await steps.Gate((IPreflight a) => a.CheckNamesFreeAsync(run), "exact names are free")).State != GateState.Green)
            {
                return false;
            }
        }

        _ = StopWithGuardAsync(guard);
        return true;
    }

    /// <summary>A guard that ends unasked has torn the run down: this is a reset of the run it stood beside, or somebody told it to begin.</summary>
    private async Task StopWithGuardAsync(Guard begun)
    {
        if (await begun.EndsUnaskedAsync())
        {
            Abort(TornDownUnasked);
        }
    }

    private async Task TearDownAsync()
    {
        if (guard is null)
        {
            return;
        }

        state.Enter(RunPhase.Teardown);
        state.Begin("teardown");
        var torn = await guard.TearDownAsync();
        if (torn.Unasked && abortReason is null)
        {
            tornDownUnasked = true;
            Abort(TornDownUnasked);
        }

        state.Show(torn.Ledger);
        foreach (var assertion in torn.Assertions)
        {
            steps.Show(assertion);
        }
    }

    private void Abort(string reason)
    {
        abortReason ??= reason;
        state.Abort(abortReason);
        stop.Cancel();
    }

    /// <summary>The one place where a run's end is decided: a refusal or a fault stands, but for a fault that its teardown caused; else a stop, whenever it came before the report, is how the run ended.</summary>
    private RunEnd Decide(RunEnd reached) => tornDownUnasked && reached == RunEnd.Faulted ? RunEnd.Aborted
        : reached is RunEnd.Refused or RunEnd.Faulted ? reached
        : abortReason is not null ? RunEnd.Aborted
        : Workflow.CancellationToken.IsCancellationRequested ? RunEnd.Cancelled
        : reached;

    /// <summary>Completed when cleanly closed, Canceled when cancelled and cleanly closed, Failed otherwise.</summary>
    private static ClosureSummary Close(ClosureSummary summary)
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

    private static ApplicationFailureException Refused(GateAnswer gate) => Failure(
        $"{gate.Subject}: expected {gate.Expected}; found {Sentence.Finish(gate.Found ?? string.Empty)} {Sentence.Finish(gate.Remedy ?? "Correct it")}",
        FailureTypes.InvalidRequest);

    private static string Describe(ActivityFailureException e) => $"{e.ActivityType} failed for good: {e.InnerException?.Message ?? e.Message}";

    private static ApplicationFailureException Failure(string message, string type, params IReadOnlyList<object> details) =>
        new(message, type, nonRetryable: true, details: details);
}
