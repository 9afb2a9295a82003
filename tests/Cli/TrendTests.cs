using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Closure.Reports;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

public sealed class TrendTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly TemporaryFolder folder = new();
    private readonly Terminal terminal = new("127.0.0.1:1");

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Runs_of_that_time_newest_first_and_a_line_for_every_plan()
    {
        Write("shop", '1', hoursAgo: 900, restore: 1);
        Write("shop", '2', hoursAgo: 100, restore: 2);
        Write("shop", '3', hoursAgo: 50, restore: 4);
        Write("shop", '4', hoursAgo: 3, restore: 3, exit: 1);
        Write("other", '5', hoursAgo: 4, restore: null, exit: 3);

        Assert.Equal(0, await terminal.RunAsync("report", "--since", "30d", "--evidence", folder.Path));
        Assert.Equal(["RUN", "shop-444444444444", "other-555555555555", "shop-333333333333", "shop-222222222222"], terminal.Lines.Take(5).Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim()));
        Assert.Equal("other: NO pass in that time; no restore in that time.", terminal.Lines[5]);
        Assert.Equal("shop: last passed 2 days ago (shop-333333333333); restore 3.0 s, median 3.0 s of 3, 0 %.", terminal.Lines[6]);
    }

    [Fact]
    public async Task One_object_a_line_for_programs()
    {
        Write("shop", '1', hoursAgo: 1, restore: 6);
        Assert.Equal(0, await terminal.RunAsync("report", "--since", "1h", "--evidence", folder.Path, "--json"));
        Assert.Empty(terminal.Out.Trim());
        Assert.Equal(0, await terminal.RunAsync("report", "--since", "2h", "--evidence", folder.Path, "--json"));
        var row = JsonSerializer.Deserialize<TrendRow>(terminal.Lines[^1], Json.Options);
        Assert.Equal(("shop-111111111111", 6.0, 6.06), (row?.RunKey, row?.RestoreSeconds, row?.RestoreGigabytesPerMinute));
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_is_named_and_left_out()
    {
        Write("shop", '1', hoursAgo: 1, restore: 6);
        Directory.CreateDirectory(Path.Join(folder.Path, "shop-222222222222"));
        folder.Write("shop-222222222222/report.json", "{}");
        Assert.Equal(0, await terminal.RunAsync("report", "--since", "2h", "--evidence", folder.Path));
        Assert.Contains("shop-222222222222/report.json was left out", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("shop-111111111111", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give a run or `--since TIME`, one of the two.", "report")]
    [InlineData("Give a run or `--since TIME`, one of the two.", "report", "shop", "--since", "1d")]
    [InlineData("is 'yesterday', which is not a time from 1s to", "report", "--since", "yesterday")]
    [InlineData("There is no evidence directory '/nowhere/at/all'.", "report", "--since", "1d", "--evidence", "/nowhere/at/all")]
    public async Task What_is_not_meant_is_refused(string why, params string[] args)
    {
        Assert.Equal(2, await terminal.RunAsync(args));
        Assert.Contains(why, terminal.Error, StringComparison.Ordinal);
    }

    private void Write(string plan, char nonce, double hoursAgo, double? restore, int exit = 0)
    {
        var sample = SampleReport.Failed();
        var run = sample.Run with { Plan = plan, Nonce = new string(nonce, 32) };
        var report = sample with
        {
            Run = run,
            EndedAt = Now.AddHours(-hoursAgo),
            Restore = restore is { } seconds ? new RestoreRecord { Seconds = seconds, SizeBytes = 606_000_000 } : null,
            Summary = sample.Summary with { Plan = plan, RunKey = run.Key, ExitCode = exit },
        };
        Directory.CreateDirectory(Path.Join(folder.Path, run.Key));
        folder.Write($"{run.Key}/report.json", JsonSerializer.Serialize(report, Json.Options));
    }
}
