namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>What came of one run: a line of results.ndjson, and a row's worth of the table.</summary>
internal sealed record FaultRecord
{
    /// <summary>Such as <c>F1</c>.</summary>
    public required string Kind { get; init; }

    public required int Seed { get; init; }

    public required string Fault { get; init; }

    /// <summary>Why it is certain that the fault fired; absent when it is not, and then the run does not count.</summary>
    public string? Fired { get; init; }

    /// <summary>Both workflows came to their end.</summary>
    public required bool Resumed { get; init; }

    /// <summary>From the fault to the first step that was completed after it; an outage's own length included.</summary>
    public double? SecondsToResume { get; init; }

    public int? ExitCode { get; init; }

    public required double Seconds { get; init; }

    public IReadOnlyList<string> Residuals { get; init; } = [];

    public IReadOnlyList<string> ForeignTouched { get; init; } = [];

    public IReadOnlyList<string> ProtectedChanged { get; init; } = [];

    /// <summary>Whatever else is not as it must be, a verdict that the witnesses gainsay above all.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    public bool Passed => Fired is not null && Resumed && Residuals.Count + ForeignTouched.Count + ProtectedChanged.Count + Wrong.Count == 0;

    public override string ToString() => string.Join(
        Environment.NewLine,
        (string[])
        [
            $"{Kind} seed {Seed}: {Fault}; {(Fired is null ? "did not provably fire" : Fired)}; {(Resumed ? $"ended with exit code {ExitCode}" : "did not come to its end")}; {Seconds:0} s",
            .. Residuals.Select(r => $"  residual: {r}"),
            .. ForeignTouched.Select(f => $"  foreign object touched: {f}"),
            .. ProtectedChanged.Select(p => $"  protected changed: {p}"),
            .. Wrong.Select(w => $"  wrong: {w}"),
            $"  again: eng/faults --only {Kind} --seed {Seed} --runs 1",
        ]);
}
