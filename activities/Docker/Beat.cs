namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>Heartbeats for as long as something takes.</summary>
internal static class Beat
{
    internal static async Task<T> WhileAsync<T>(Task<T> work, string words)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1))) != work)
        {
            ActivityContext.Heartbeat(words);
        }

        return await work;
    }
}
