namespace DotIuCutter.Temporal.Worker.Errors;

/// <summary>The exit codes that scripts rely on. When several apply, the worst wins, in this order: 5, 4, 7, 3, 6, 1, 0.</summary>
internal static class ExitCodes
{
    public const int Passed = 0;
    public const int ScenarioFailed = 1;

    /// <summary>Wrong usage, or an invalid plan: nothing was started.</summary>
    public const int Usage = 2;
    public const int Refused = 3;
    public const int Residuals = 4;
    public const int Violated = 5;
    public const int Aborted = 6;

    /// <summary>What 7 means, in the words of every page.</summary>
    public const string UnknownMeaning =
        "unknown: the run's outcome could not be established, because Temporal or a worker did not answer, "
        + "the run was left or terminated, something could not be measured, or a step failed for good";

    /// <summary>The outcome is unknown, see <see cref="UnknownMeaning"/>.</summary>
    public const int Unknown = 7;
}
