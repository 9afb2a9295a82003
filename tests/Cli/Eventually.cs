using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Expected within 20 s: {what}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }
}
