using System.Globalization;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Scale;

/// <summary>What <c>eng/scale</c> runs: how many runs one worker and one Temporal carry when Docker and PostgreSQL cost nothing.</summary>
public sealed class ScaleTests
{
    [Fact(Explicit = true)]
    [Trait("started", "by-hand")]
    public async Task Carries_as_many_runs_at_once_as_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using var temporal = new ScaleTemporal($"{folder.Path}/temporal.db");
        await temporal.StartAgainAsync();
        var crowd = new Crowd(temporal.Client, temporal.ProcessId);
        await crowd.RunAsync(1);
        Console.WriteLine(Crowd.Head);
        foreach (var runs in (Environment.GetEnvironmentVariable("SCALE_RUNS") ?? "1 10 100").Split(' '))
        {
            Console.WriteLine(await crowd.RunAsync(int.Parse(runs, CultureInfo.InvariantCulture)));
        }
    }
}
