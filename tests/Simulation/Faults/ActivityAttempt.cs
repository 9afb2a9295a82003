using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>One attempt under way in the worker.</summary>
internal sealed class ActivityAttempt(History history, TaskAttempt attempt, object request, Fate fate)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.5);

    private readonly string? nonce = history.Edges.RunOf(request)?.Nonce;
    private bool over;
    private bool done;

    /// <summary>Nothing of a killed process goes on, but what it has asked of the daemon may.</summary>
    public bool Dead { get; private set; }

    private bool Closes => attempt.Task.Type is "teardown.c04-identities" or "teardown.5-secrets-and-files";

    private bool Creates => attempt.Task.Type is "provision.work-directory" or "provision.network" or "provision.volume" or "provision.dr-container" or "provision.dr-start" or "provision.retain-dump";

    public bool Frozen => fate.Frozen;

    public void Begin()
    {
        attempt.OnCancel = Cancel;
        if (Creates && nonce is not null)
        {
            history.Place.Fences.Acquire(nonce, attempt);
        }

        if (fate.Frozen)
        {
            history.Temporal.Lose(attempt);
        }

        if (!fate.Hangs)
        {
            history.Agenda.In(fate.Effect, Effect);
        }
    }

    public void Kill()
    {
        Dead = true;
        history.Place.Fences.Release(attempt);
    }

    /// <summary>What the daemon had been asked takes place, whoever asked.</summary>
    public void ByTheDaemon()
    {
        history.Place.Daemon = history.Place.Store.WorkerIsDead = true;
        try
        {
            history.Edges.Call(attempt, request);
        }
        catch (InvalidOperationException)
        {
            // The daemon could not do it any more, and nobody is there to hear so.
        }
        finally
        {
            history.Place.Daemon = history.Place.Store.WorkerIsDead = false;
        }
    }

    private void Effect()
    {
        if (Dead || over)
        {
            return;
        }

        if (request is ParentRun parent && history.WaitsForTheEnd(parent, Effect))
        {
            return;
        }

        // A real activity waits for the run's lock, heartbeating.
        if ((Creates || Closes) && nonce is not null && !history.Place.Fences.Acquire(nonce, attempt))
        {
            history.Agenda.In(Poll, Effect);
            return;
        }

        if (fate.Kill is KillAt.BeforeEffect or KillAt.DaemonLater)
        {
            history.KillWorker(fate.Kill == KillAt.DaemonLater ? this : null);
            return;
        }

        if (fate.Before is { } before)
        {
            End(() => history.Temporal.Fail(attempt, before));
            return;
        }

        try
        {
            var answer = history.Edges.Call(attempt, request, fate.Red);
            done = true;
            history.Place.Fences.Release(attempt);
            Answer(answer);
        }
        catch (Exception e) when (e is not Violation)
        {
            End(() => history.Temporal.Fail(attempt, e));
        }
    }

    private void Answer(object? answer)
    {
        switch (fate)
        {
            case { Kill: KillAt.AfterEffect }:
                history.KillWorker(null);
                break;
            case { Silent: true }:
                history.Temporal.Lose(attempt);
                break;
            case { After: { } after }:
                End(() => history.Temporal.Fail(attempt, after));
                break;
            case { Answer.Ticks: 0 }:
                Complete(answer);
                break;
            default:
                history.Agenda.In(fate.Answer, () => Complete(answer));
                break;
        }
    }

    private void Complete(object? answer) => End(() =>
    {
        if (attempt.Awaited)
        {
            history.Referee.Answered(attempt.Task, request, answer);
        }

        history.Temporal.Complete(attempt, answer);
    });

    /// <summary>The way forward hears a cancel, mostly before its effect, sometimes too late; the way out does not listen.</summary>
    private void Cancel()
    {
        if (Dead || over || !(History.Forward(attempt.Task) || request is ParentRun) || !(done || fate.Hangs || history.Dice.Chance(75)))
        {
            return;
        }

        if (!done || history.Dice.Chance(50))
        {
            End(() => history.Temporal.Cancelled(attempt));
        }
    }

    private void End(Action how)
    {
        if (!over && !Dead)
        {
            over = true;
            history.Place.Fences.Release(attempt);
            how();
        }
    }
}
