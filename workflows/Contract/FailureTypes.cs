using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>The <c>type</c> of every failure this product raises on purpose.</summary>
public static class FailureTypes
{
    /// <summary>The start input or the plan is not valid; nothing was created.</summary>
    public const string InvalidRequest = "InvalidRequest";

    /// <summary>A gate of preflight is red; nothing was created. Its detail is the <see cref="ClosureSummary"/>.</summary>
    public const string PreflightRefused = "PreflightRefused";

    /// <summary>The net-zero assertion does not hold. Its detail is the <see cref="ClosureSummary"/>.</summary>
    public const string NotCleanlyClosed = "NotCleanlyClosed";

    /// <summary>An activity of the way forward failed for good; everything was torn down cleanly. Its detail is the <see cref="ClosureSummary"/>.</summary>
    public const string Faulted = "Faulted";

    /// <summary>Aborted before the plan was accepted; nothing was created.</summary>
    public const string Aborted = "Aborted";

    /// <summary>A teardown step left something. Its detail is the <see cref="StepResult"/>.</summary>
    public const string Residual = "Residual";

    /// <summary>The run is closed: teardown has begun, and nothing more is created for it.</summary>
    public const string RunClosed = "RunClosed";

    /// <summary>This host does not know the run, or what it knows of it cannot be trusted; never retried within one attempt burst.</summary>
    public const string UnknownRun = "UnknownRun";

    /// <summary>The host has not found the run to be permitted by its policy (G-31); never retried, since no message changes that.</summary>
    public const string NotPermitted = "NotPermitted";

    /// <summary>The engine answers, and for half a minute it could not start a container that it has; never retried, since it never will.</summary>
    public const string CannotStart = "CannotStart";

    /// <summary>The host carries as many runs as it may; asked again until one of them is closed.</summary>
    public const string AwaitingSlot = "AwaitingSlot";

    /// <summary>The worker died while it did this; another gave it back, and it is tried again at once.</summary>
    public const string WorkerKilled = "WorkerKilled";

    /// <summary>A connection that should be the DR's is not; never retried.</summary>
    public const string WrongServer = "WrongServer";
}
