namespace DotIuCutter.Temporal.Workflows.Contract.Verdict;

/// <summary>The verdicts as people read them.</summary>
public static class VerdictText
{
    /// <summary>Such as <c>PASS CLEAN HELD</c>.</summary>
    public static string Describe(Verdicts verdicts) => $"{Describe(verdicts.Scenarios)} {Describe(verdicts.Teardown)} {Describe(verdicts.Invariants)}";

    public static string Describe(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Pass => "PASS",
        ScenarioVerdict.Fail => "FAIL",
        ScenarioVerdict.NotRun => "NOT RUN",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    public static string Describe(TeardownVerdict verdict) => verdict switch
    {
        TeardownVerdict.Clean => "CLEAN",
        TeardownVerdict.Residuals => "RESIDUALS",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    public static string Describe(InvariantVerdict verdict) => verdict switch
    {
        InvariantVerdict.Held => "HELD",
        InvariantVerdict.Violated => "VIOLATED",
        InvariantVerdict.Unknown => "UNKNOWN",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };
}
