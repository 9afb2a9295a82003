namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The verdicts as people read them.</summary>
public static class VerdictWords
{
    /// <summary>Such as <c>PASS CLEAN HELD</c>.</summary>
    public static string Of(Verdicts verdicts) => $"{Of(verdicts.Scenarios)} {Of(verdicts.Teardown)} {Of(verdicts.Invariants)}";

    public static string Of(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Pass => "PASS",
        ScenarioVerdict.Fail => "FAIL",
        ScenarioVerdict.NotRun => "NOT RUN",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    public static string Of(TeardownVerdict verdict) => verdict switch
    {
        TeardownVerdict.Clean => "CLEAN",
        TeardownVerdict.Residuals => "RESIDUALS",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    public static string Of(InvariantVerdict verdict) => verdict switch
    {
        InvariantVerdict.Held => "HELD",
        InvariantVerdict.Violated => "VIOLATED",
        InvariantVerdict.Unknown => "UNKNOWN",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };
}
