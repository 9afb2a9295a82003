namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Set once, awaited by any number.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => source.TrySetResult();

    public Task WaitAsync() => source.Task;
}
