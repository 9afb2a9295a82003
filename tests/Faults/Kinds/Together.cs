namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F16: two or three faults in one run, each at its own moment.</summary>
internal sealed class Together(IReadOnlyList<Fault> faults) : Fault
{
    public override string Says => string.Join("; and ", faults.Select(f => f.Says));

    public override string Scenario => faults.Any(f => f.Scenario == "slow") ? "slow" : "once";

    public override IReadOnlyList<int> ExitCodes => [.. faults.SelectMany(f => f.ExitCodes).Distinct()];

    public override bool EndsWithoutSummary => faults.Any(f => f.EndsWithoutSummary);

    /// <summary>All of them, or it does not count.</summary>
    public override string? Proof => faults.All(f => f.Proof is not null) ? string.Join("; ", faults.Select(f => f.Proof)) : null;

    public override async Task PrepareAsync(FaultContext scene)
    {
        foreach (var fault in faults)
        {
            await fault.PrepareAsync(scene);
        }
    }

    public override Task StrikeAsync(FaultContext scene, CancellationToken over) => Task.WhenAll(faults.Select(f => f.StrikeAsync(scene, over)));

    public override async Task AfterAsync(FaultContext scene)
    {
        foreach (var fault in faults)
        {
            await fault.AfterAsync(scene);
        }

        StruckAt = faults.Max(f => f.StruckAt);
    }
}
