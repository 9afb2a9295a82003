using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class RunFoldersTests : IDisposable
{
    private readonly Scratch scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => scratch.Evidence.DirectoryOf(scratch.Run);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_run_is_open_from_its_manifest_to_its_closed_mark()
    {
        Assert.Empty(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
        await RecordAsync();
        var open = Assert.Single(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
        Assert.Equal((scratch.Run, $"{Folder}/manifest.json"), (open.Request?.Manifest.Run, open.Manifest));
        await CloseAsync(scratch.Run);
        Assert.Empty(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
    }

    [Fact]
    public async Task The_first_closed_mark_stays()
    {
        await RecordAsync();
        await CloseAsync(scratch.Run, "2026-05-17T10:00:00Z");
        await CloseAsync(scratch.Run, "2026-05-18T10:00:00Z");
        Assert.Contains("2026-05-17T10:00:00", await File.ReadAllTextAsync($"{Folder}/closed.json", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_the_run_closes_it_since_it_is_written_after_its_teardown()
    {
        await RecordAsync();
        await File.WriteAllTextAsync($"{Folder}/report.json", JsonSerializer.Serialize(new { summary = new { plan = "demo" }, run = scratch.Run }, Json.Options), Cancel);
        Assert.Empty(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
    }

    [Theory]
    [InlineData("closed.json")]
    [InlineData("report.json")]
    public async Task What_closes_another_run_closes_nothing_here(string file)
    {
        await RecordAsync();
        await File.WriteAllTextAsync($"{Folder}/{file}", JsonSerializer.Serialize(new { run = scratch.Run with { Nonce = new string('f', 32) } }, Json.Options), Cancel);
        Assert.Contains($"{file} is of run 'demo-ffffffffffff'", await ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_a_folder_is_no_second_run()
    {
        await RecordAsync();
        Directory.Move(Folder, scratch.At("evidence/copy"));
        Assert.Equal("expected it in its run's folder 'demo-0123456789ab', found it in 'copy'", await ProblemAsync());
    }

    [Theory]
    [InlineData("", "expected a manifest.json as a run writes it")]
    [InlineData("null", "found null")]
    [InlineData("{}", "expected a manifest.json as a run writes it")]
    [InlineData("""{"manifest":null,"baseline":null}""", "expected a manifest.json as a run writes it")]
    public async Task What_is_no_manifest_is_a_finding(string text, string problem)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync($"{Folder}/manifest.json", text, Cancel);
        Assert.Contains(problem, await ProblemAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "expected version 1, found 2")]
    [InlineData("0123456789abcdef0123456789abcdef", "*", "expected a nonce of 32 hex digits, found '*'")]
    [InlineData("\"network\": \"net\"", "\"network\": null", "$.manifest.plan.objects")]
    [InlineData("\"network\": \"net\"", "\"network\": \"net\", \"unheard\": 1", "$.manifest.plan.objects")]
    public async Task What_is_not_quite_a_manifest_is_a_finding(string was, string becomes, string problem)
    {
        await RecordAsync();
        var text = await File.ReadAllTextAsync($"{Folder}/manifest.json", Cancel);
        await File.WriteAllTextAsync($"{Folder}/manifest.json", text.Replace(was, becomes, StringComparison.Ordinal), Cancel);
        Assert.NotEqual(text, await File.ReadAllTextAsync($"{Folder}/manifest.json", Cancel));
        Assert.Contains(problem, await ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_of_no_run_that_made_anything()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync($"{Folder}/report.json", "{}", Cancel);
        Assert.Empty(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
        Assert.Empty(await RunFolders.OpenAsync(scratch.At("nowhere"), Cancel));
    }

    private async Task<string?> ProblemAsync() => Assert.Single(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel), f => f.Request is null).Problem;

    private async Task RecordAsync() =>
        await new ProvisionActivities(scratch.Host, null!, null!, null!, null!, scratch.Evidence, null!).RecordAsync(Sample.Teardown(scratch));

    private Task CloseAsync(RunRef run, string at = "2026-05-17T10:00:00Z") => new TeardownActivities(null!, null!, null!, scratch.Evidence).CloseAsync(
        ClosedMark.From(run, new TeardownOutcome { Ledger = new Ledger { Entries = [] }, Assertions = [], Seconds = 1 }, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
