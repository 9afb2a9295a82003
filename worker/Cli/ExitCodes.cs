namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>The exit codes scripts rely on. When several hold, the worst: 5, 4, 7, 3, 6, 1, 0.</summary>
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

    /// <summary>How it ended, or will end, is not known here.</summary>
    public const int Unknown = 7;
}
