using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Host;

namespace DotIuCutter.Temporal.Tests;

/// <summary>eng/versions.sh names the versions of Temporal's programs; files that must name one themselves agree, and no program is downloaded unchecked.</summary>
public sealed partial class VersionsTests : IDisposable
{
    private static readonly string Versions = File.ReadAllText(Repository.File("eng/versions.sh"));

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_development_server_is_of_the_current_version() =>
        Assert.Equal([$"temporalio/temporal:{Version("current", "temporal")}"], Image().Matches(File.ReadAllText(Repository.File("temporal-dev.yml"))).Select(m => m.Groups[1].Value));

    [Theory]
    [InlineData("README.md", "temporal", "tctl")]
    [InlineData("docs/compatibility.md", "temporal", "tctl", "temporal-server")]
    public void A_page_that_names_versions_names_the_current_ones(string page, params string[] programs) =>
        Assert.All(programs, p => Assert.Matches($@"\b{Regex.Escape(Version("current", p))}\b", File.ReadAllText(Repository.File(page))));

    [Fact]
    public void The_page_on_compatibility_names_the_oldest_versions() =>
        Assert.All(["temporal", "temporal-server", "tctl"], p => Assert.Matches($@"\b{Regex.Escape(Version("oldest", p))}\b", File.ReadAllText(Repository.File("docs/compatibility.md"))));

    [Fact]
    public async Task A_download_with_another_checksum_is_thrown_away()
    {
        var answer = await AskAsync("tctl", answers: true);
        Assert.Equal(1, answer.Code);
        Assert.Contains("has another checksum than eng/versions.sh", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(scratch.At("cache"), "*", SearchOption.AllDirectories), e => Path.GetFileName(e).Contains("tctl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_download_with_the_right_checksum_is_taken()
    {
        await Shell.RunAsync("bash", "-c", $"cd {scratch.Root} && printf '#!/bin/sh\\necho tctl version 1.18.0\\n' >tctl && chmod +x tctl && tar -czf archive tctl && rm tctl");
        var sum = (await Shell.RunAsync("sha256sum", scratch.At("archive"))).Split(' ')[0];
        var answer = await AskAsync("tctl", answers: true, Tctl().Replace(Versions, $"${{1}}{sum}"));
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("tctl version 1.18.0", await Shell.RunAsync(answer.Output.Trim(), "--version"));
    }

    [Fact]
    public async Task A_download_whose_checksum_is_not_known_is_not_begun()
    {
        var answer = await AskAsync("tctl", answers: false, Tctl().Replace(Versions, ""));
        Assert.Equal(1, answer.Code);
        Assert.Contains("no checksum of tctl_1.18.0_linux_", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("downloading", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.9.1", "temporal", 0, "temporal 1.9.1, at")]
    [InlineData("1.0.0", "temporal", 0, "temporal 1.0.0, not the 1.9.1 that this is tested with, at")]
    [InlineData("1.0.0", "temporal@current", 1, "could not download temporal 1.9.1")]
    public async Task A_program_on_PATH_is_told_with_its_version(string version, string wanted, int code, string told)
    {
        await PlaceAsync("temporal", $"echo 'temporal version {version} (Server 1.2.3)'");
        var answer = await AskAsync(wanted, answers: false);
        Assert.Equal(code, answer.Code);
        Assert.Contains(told, answer.Error, StringComparison.Ordinal);
    }

    /// <summary>Asks a copy of the script that has nothing beside it, no engine and no network.</summary>
    private async Task<(int Code, string Output, string Error)> AskAsync(string program, bool answers, string? versions = null)
    {
        var eng = scratch.At("repository/eng");
        Directory.CreateDirectory(eng);
        foreach (var script in new[] { "lib.sh", "temporal-cli" })
        {
            File.Copy(Repository.File($"eng/{script}"), Path.Combine(eng, script));
        }

        await File.WriteAllTextAsync(Path.Combine(eng, "versions.sh"), versions ?? Versions);
        await PlaceAsync("docker", "exit 1");
        await PlaceAsync("curl", answers ? $"""while [ "$1" != --output ]; do shift; done; cp "{scratch.At("archive")}" "$2" 2>/dev/null || echo other >"$2" """ : "exit 6");
        return await Shell.TryAsync("bash", [Path.Combine(eng, "temporal-cli"), program], new Dictionary<string, string>
        {
            ["PATH"] = $"{scratch.At("bin")}:/usr/bin:/bin",
            ["XDG_CACHE_HOME"] = scratch.At("cache"),
            ["TEMPORAL_CLI"] = "",
            ["TCTL"] = "",
        });
    }

    private async Task PlaceAsync(string program, string script)
    {
        var path = scratch.At($"bin/{program}");
        Directory.CreateDirectory(scratch.At("bin"));
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Version(string which, string program) =>
        Regex.Match(Versions, $@"^declare -rA {which}=\(.*\[{program}\]=([0-9.]+)", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^\s*image: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"^(  \[tctl_.*\]=)[0-9a-f]{64}$", RegexOptions.Multiline)]
    private static partial Regex Tctl();
}
