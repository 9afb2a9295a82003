namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F9: the code under test asks the DR for more memory than its container may have, and the kernel kills what serves it.</summary>
internal sealed class OutOfMemory : Fault
{
    public override string Says => "the DR runs out of memory while the code works on it";

    public override string Scenario => "greedy";

    /// <summary>Code that takes down its server has failed.</summary>
    public override IReadOnlyList<int> ExitCodes => [1];

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.Events.UntilAsync(e => e.Action == "oom" && e.Name == scene.Plan.Objects.DrContainer, cancel: over);
        StruckAt = DateTimeOffset.UtcNow;
        Proof = "Docker tells that the DR was out of memory";
    }
}
