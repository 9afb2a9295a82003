using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Attestation;
using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

public sealed class VerifyCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--unsigned", "--key", "some.pub")]
    public async Task Whose_signature_is_looked_for_is_said(params string[] how)
    {
        using var folder = new TemporaryFolder();
        var (code, text) = await RunAsync(["verify", folder.Path, .. how]);
        Assert.Equal(2, code);
        Assert.Contains("Give either --key FILE with the public key you trust, or --unsigned", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_is_not_taken()
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKeyFile.Of("Ed25519");
        var (code, text) = await RunAsync(["verify", folder.Path, "--key", key.Path]);
        Assert.Equal(2, code);
        Assert.Contains("is a private key", text, StringComparison.Ordinal);
        Assert.DoesNotMatch($"-out|> *{Regex.Escape(key.Path)}", text);
    }

    [Theory]
    [InlineData("--commit", "abc")]
    [InlineData("--plan-sha256", "0123456789012345678901234567890123456789")]
    public async Task A_digest_must_be_whole(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var (code, text) = await RunAsync(["verify", folder.Path, "--unsigned", option, value]);
        Assert.Equal(2, code);
        Assert.Contains($"{option} is '{value}', which is not", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_evidence_is_wrong_in_words()
    {
        using var folder = new TemporaryFolder();
        var (code, text) = await RunAsync(["verify", folder.Path, "--unsigned"]);
        Assert.Equal(1, code);
        Assert.Contains("WRONG report.json is missing: expected a report as a run writes it", text, StringComparison.Ordinal);
        Assert.Contains("is not to be trusted: 2 things are wrong. Missing: report.json, SHA256SUMS.", text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(IReadOnlyList<string> args)
    {
        using var terminal = new Terminal("127.0.0.1:1");
        var code = await terminal.RunAsync([.. args]);
        return (code, terminal.Out + terminal.Error);
    }
}
