namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Teardown closes a run's fence; nothing is created behind a closed fence.</summary>
internal sealed class RunFence;
