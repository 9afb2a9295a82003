namespace DotIuCutter.Temporal.Activities.Preflight.Engine;

/// <summary>The images a run needs.</summary>
internal sealed record ImagesRequest
{
    public required string DrImage { get; init; }

    public bool PullDr { get; init; }

    public string? HarnessImage { get; init; }

    public bool PullHarness { get; init; }
}
