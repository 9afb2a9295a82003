using DotIuCutter.Temporal.Workflows.Contract.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>A repository may name programs in many places. None of them runs on the worker's host.</summary>
public sealed class ConfiguredProgramTests
{
    [Theory]
    [InlineData("filter.x.clean")]
    [InlineData("filter.x.smudge")]
    [InlineData("filter.x.process")]
    [InlineData("diff.x.textconv")]
    [InlineData("diff.x.command")]
    [InlineData("diff.external")]
    [InlineData("core.fsmonitor")]
    [InlineData("core.pager")]
    [InlineData("core.sshCommand")]
    [InlineData("core.gitProxy")]
    [InlineData("core.askPass")]
    [InlineData("credential.helper")]
    [InlineData("alias.status")]
    public async Task No_program_of_the_repositorys_configuration_runs(string setting)
    {
        using var code = new TestRepository();
        code.Git("config", setting, code.Program());
        await AssertNothingRanAsync(code);
    }

    [Theory]
    [InlineData("include.path")]
    [InlineData("includeIf.gitdir:**.path")]
    public async Task No_program_of_an_included_configuration_runs(string setting)
    {
        using var code = new TestRepository();
        File.WriteAllText(code.Scratch.At("included"), $"[filter \"x\"]\n\tclean = {code.Program()}\n");
        code.Git("config", setting, code.Scratch.At("included"));
        await AssertNothingRanAsync(code);
    }

    [Theory]
    [InlineData(".git/hooks")]
    [InlineData("elsewhere")]
    public async Task No_hook_runs(string folder)
    {
        using var code = new TestRepository();
        var hooks = code.At(folder);
        Directory.CreateDirectory(hooks);
        foreach (var hook in new[] { "post-checkout", "post-index-change", "fsmonitor-watchman", "pre-commit", "reference-transaction" })
        {
            File.Copy(code.Program(), Path.Join(hooks, hook), overwrite: true);
        }

        code.Git("config", "core.hooksPath", hooks);
        await AssertNothingRanAsync(code);
    }

    /// <summary>A partial clone: git fetches what is missing, by a program that the configuration names.</summary>
    [Theory]
    [InlineData("remote.origin.uploadpack")]
    [InlineData("core.sshCommand")]
    public async Task A_missing_object_is_named_and_not_fetched(string setting)
    {
        using var code = new TestRepository();
        var blob = code.Git("rev-parse", "HEAD:a.py");
        File.Delete(code.At($".git/objects/{blob[..2]}/{blob[2..]}"));
        code.Git("config", "core.repositoryFormatVersion", "1");
        code.Git("config", "extensions.partialClone", "origin");
        code.Git("config", "remote.origin.promisor", "true");
        code.Git("config", "remote.origin.url", setting == "core.sshCommand" ? "ssh://example.invalid/x" : code.Scratch.At("nowhere"));
        code.Git("config", setting, code.Program());
        var gate = await AssertNothingRanAsync(code);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(blob, gate.Found, StringComparison.Ordinal);
    }

    /// <summary>A touched file has git compare its content, which is when filters and drivers run.</summary>
    private static async Task<GateResult> AssertNothingRanAsync(TestRepository code)
    {
        Directory.CreateDirectory(code.At(".git/info"));
        File.WriteAllText(code.At(".git/info/attributes"), "* filter=x diff=x\n");
        var head = File.ReadAllText(code.At(".git/refs/heads/main")).Trim();
        File.SetLastWriteTimeUtc(code.At("a.py"), DateTime.UtcNow.AddHours(-1));
        File.Delete(code.Marker);
        var captured = await code.CaptureAsync();
        Assert.Equal(head, captured.Commit);
        var gate = await code.G06Async(captured, head);
        await code.G26Async(captured);
        Assert.False(File.Exists(code.Marker), "a program of the repository ran");
        return gate;
    }
}
