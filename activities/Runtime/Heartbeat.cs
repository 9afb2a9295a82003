namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>Heartbeats for as long as something takes.</summary>
internal static class Heartbeat
{
    internal static async Task<T> WhileAsync<T>(Task<T> work, string words)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1))) != work)
        {
            CurrentActivity.Heartbeat(words);
        }

        return await work;
    }
}
