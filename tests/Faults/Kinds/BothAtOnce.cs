namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F16: two faults in one run, each at its own moment.</summary>
internal sealed class BothAtOnce(Fault first, Fault second) : Fault
{
    public override string Says => $"{first.Says}; and {second.Says}";

    public override string Scenario => new[] { first.Scenario, second.Scenario }.Contains("slow") ? "slow" : "once";

    public override IReadOnlyList<int> ExitCodes => [.. first.ExitCodes.Union(second.ExitCodes)];

    public override bool EndsWithoutSummary => first.EndsWithoutSummary || second.EndsWithoutSummary;

    /// <summary>Both, or it does not count.</summary>
    public override string? Proof => first.Proof is null || second.Proof is null ? null : $"{first.Proof}; {second.Proof}";

    public override async Task PrepareAsync(Scene scene)
    {
        await first.PrepareAsync(scene);
        await second.PrepareAsync(scene);
    }

    public override async Task StrikeAsync(Scene scene, CancellationToken over)
    {
        await Task.WhenAll(first.StrikeAsync(scene, over), second.StrikeAsync(scene, over));
    }

    public override async Task AfterAsync(Scene scene)
    {
        await first.AfterAsync(scene);
        await second.AfterAsync(scene);
        StruckAt = new[] { first.StruckAt, second.StruckAt }.Max();
    }
}
