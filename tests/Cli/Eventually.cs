using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>For what tells nobody when it comes to hold: Temporal lists a run some time after it ended.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Expected within 20 s: {what}");
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
