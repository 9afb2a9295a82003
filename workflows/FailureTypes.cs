namespace DotIuCutter.Temporal.Workflows;

/// <summary>The <c>type</c> of every failure this product raises on purpose.</summary>
public static class FailureTypes
{
    /// <summary>The start input or the plan is not valid; nothing was created.</summary>
    public const string InvalidRequest = "InvalidRequest";

    /// <summary>A gate of preflight is red; nothing was created. Its detail is the <see cref="Closure.ClosureSummary"/>.</summary>
    public const string PreflightRefused = "PreflightRefused";

    /// <summary>The net-zero assertion does not hold. Its detail is the <see cref="Closure.ClosureSummary"/>.</summary>
    public const string NotCleanlyClosed = "NotCleanlyClosed";

    /// <summary>A teardown step left something. Its detail is the <see cref="Teardown.StepResult"/>.</summary>
    public const string Residual = "Residual";

    /// <summary>A connection that should be the DR's is not; never retried.</summary>
    public const string WrongServer = "WrongServer";
}
