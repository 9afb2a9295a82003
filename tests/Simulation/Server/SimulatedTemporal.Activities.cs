using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Bridge.Api.ActivityResult;
using Temporalio.Bridge.Api.ChildWorkflow;
using Temporalio.Bridge.Api.WorkflowActivation;
using Temporalio.Bridge.Api.WorkflowCommands;
using Temporalio.Converters;
using Temporalio.Workflows;
using Failure = Temporalio.Api.Failure.V1.Failure;
using StartChildWorkflowExecutionFailedCause = Temporalio.Bridge.Api.ChildWorkflow.StartChildWorkflowExecutionFailedCause;
using ParentClosePolicy = Temporalio.Bridge.Api.ChildWorkflow.ParentClosePolicy;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>Activities: attempts, heartbeats, timeouts, retries by the policy in the command, and the cancel that is waited for.</summary>
internal sealed partial class SimulatedTemporal
{
    /// <summary>The attempt's process stands still (SIGSTOP) or is gone: no heartbeat comes any more.</summary>
    public void Lose(TaskAttempt attempt)
    {
        attempt.Alive = false;
        agenda.In(attempt.Task.Heartbeat, () => TimeOut(attempt, TimeoutType.Heartbeat));
    }

    public void Complete(TaskAttempt attempt, object? result)
    {
        if (Answered(attempt))
        {
            trace?.Invoke($"{attempt} completed");
            Resolve(attempt.Task, new() { Completed = new() { Result = converter.PayloadConverter.ToPayload(result) } });
        }
    }

    public void Cancelled(TaskAttempt attempt)
    {
        if (Answered(attempt))
        {
            trace?.Invoke($"{attempt} cancelled");
            Resolve(attempt.Task, new() { Cancelled = new() { Failure = Failures.Activity(attempt.Task, Failures.Canceled(), RetryState.NonRetryableFailure) } });
        }
    }

    public void Fail(TaskAttempt attempt, Exception exception)
    {
        if (Answered(attempt))
        {
            trace?.Invoke($"{attempt} failed: {exception.Message}");
            var failure = converter.FailureConverter.ToFailure(exception, converter.PayloadConverter);
            RetryOrFail(attempt.Task, failure, failure.ApplicationFailureInfo?.NonRetryable == true);
        }
    }

    private void Schedule(ActivityTask task)
    {
        task.Owner.Activities[task.Seq] = task;
        world.Scheduled(task);
        agenda.In(Latency(), () => Offer(task));
    }

    private void Offer(ActivityTask task)
    {
        if (task.Resolved)
        {
            return;
        }

        if (agenda.Now < workerUpAt)
        {
            agenda.In(workerUpAt - agenda.Now + Latency(), () => Offer(task));
            return;
        }

        var attempt = task.Current = new TaskAttempt(task, ++task.Attempts);
        running.Add(attempt);
        agenda.In(task.StartToClose, () => TimeOut(attempt, TimeoutType.StartToClose));
        world.Take(attempt);
    }

    /// <summary>True when the server still waits for this very attempt; then it waits no longer.</summary>
    private bool Answered(TaskAttempt attempt)
    {
        running.Remove(attempt);
        if (!attempt.Awaited)
        {
            return false;
        }

        attempt.Task.Current = null;
        return true;
    }

    private void TimeOut(TaskAttempt attempt, TimeoutType type)
    {
        if (attempt.Awaited)
        {
            trace?.Invoke($"{attempt} ran into its {type} timeout");
            Forget(attempt.Task);
            RetryOrFail(attempt.Task, Failures.Timeout(type), final: false);
        }
    }

    /// <summary>The attempt's next heartbeat hears that nobody waits for it.</summary>
    private void Forget(ActivityTask task)
    {
        if (task.Current is { } attempt)
        {
            task.Current = null;
            running.Remove(attempt);
            DeliverCancel(attempt);
        }
    }

    private void RetryOrFail(ActivityTask task, Failure failure, bool final)
    {
        // As the server does: an activity whose cancel was asked for is not tried again, and ends with what its last attempt said.
        var state = final ? RetryState.NonRetryableFailure : task.CancelRequested ? RetryState.CancelRequested : RetryState.MaximumAttemptsReached;
        if (!final && !task.CancelRequested && task.Backoff() is { } wait)
        {
            agenda.In(wait + Latency(), () => Offer(task));
            return;
        }

        Resolve(task, new() { Failed = new() { Failure_ = Failures.Activity(task, failure, state) } });
    }

    private void Resolve(ActivityTask task, ActivityResolution result)
    {
        if (!task.Resolved)
        {
            task.Resolved = true;
            Tell(task.Owner, new() { ResolveActivity = new() { Seq = task.Seq, Result = result } });
        }
    }

    private void CancelActivity(ActivityTask task)
    {
        if (task.Resolved || task.CancelRequested)
        {
            return;
        }

        if (!task.WaitsForCancel)
        {
            throw new NotSupportedException($"{task.Type} does not wait for its cancel; the simulation knows only activities that do.");
        }

        trace?.Invoke($"cancel of {task.Type} is requested");
        task.CancelRequested = true;
        world.CancelRequested(task);
        if (task.Current is { } attempt)
        {
            DeliverCancel(attempt);
        }
        else
        {
            Resolve(task, new() { Cancelled = new() { Failure = Failures.Activity(task, Failures.Canceled(), RetryState.NonRetryableFailure) } });
        }
    }

    private void DeliverCancel(TaskAttempt attempt) => agenda.In(dice.Between(0.01, 1.6), () =>
    {
        if (attempt.Alive)
        {
            attempt.OnCancel?.Invoke();
        }
    });
}
