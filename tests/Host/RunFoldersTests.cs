using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
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
        Assert.Equal((scratch.Run, $"{Folder}/manifest.json"), (open.Run?.Run, open.Manifest));
        await CloseAsync();
        Assert.Empty(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel));
    }

    [Fact]
    public async Task The_first_closed_mark_stays()
    {
        await RecordAsync();
        await CloseAsync(new DateTimeOffset(2026, 5, 17, 10, 0, 0, TimeSpan.Zero));
        await CloseAsync(new DateTimeOffset(2026, 5, 18, 10, 0, 0, TimeSpan.Zero));
        Assert.Contains("2026-05-17T10:00:00", await File.ReadAllTextAsync($"{Folder}/closed.json", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closed.json")]
    [InlineData("report.json")]
    public async Task A_file_for_people_closes_nothing(string file)
    {
        await RecordAsync();
        await File.WriteAllTextAsync($"{Folder}/{file}", JsonSerializer.Serialize(new { run = scratch.Run }, Json.Options), Cancel);
        Assert.Equal(scratch.Run, Assert.Single(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel)).Run?.Run);
    }

    [Fact]
    public async Task A_run_whose_journal_is_gone_is_a_finding()
    {
        await RecordAsync();
        File.Delete($"{Folder}/journal.ndjson");
        Assert.Equal("expected journal.ndjson of run 'demo-0123456789ab' beside it, found none", await ProblemAsync());
    }

    [Fact]
    public async Task A_journal_that_was_changed_is_a_finding()
    {
        await RecordAsync();
        var path = $"{Folder}/journal.ndjson";
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancel)).Replace("20.10.24", "20.10.25", StringComparison.Ordinal), Cancel);
        Assert.Contains("expected its journal as the run's activities left it, found that it was changed", await ProblemAsync(), StringComparison.Ordinal);
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

    private async Task<string?> ProblemAsync() => Assert.Single(await RunFolders.OpenAsync(scratch.Host.Evidence, Cancel), f => f.Run is null).Problem;

    private Task<RecordedRun> RecordAsync() => RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);

    private async Task CloseAsync(DateTimeOffset? at = null) =>
        await RunOnDisk.CloseAsync(await RunOnDisk.Runs(scratch.Host).OpenAsync(scratch.Run.Key, Cancel), Cancel, at);
}
