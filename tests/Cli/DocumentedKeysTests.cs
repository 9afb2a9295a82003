using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Notices;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Host;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>What docs say to type for keys and secrets makes files that a worker takes.</summary>
public sealed partial class DocumentedKeysTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task The_signing_key_signs_and_its_public_half_verifies()
    {
        await TypeAsync("evidence.md", "openssl");
        Assert.Equal(VerifyingKey.Read(File.ReadAllText(scratch.At("signing.pub")))?.Algorithm, SigningKey.Read(scratch.At("signing.pem")).Public.Algorithm);
    }

    [Fact]
    public async Task The_webhook_file_names_a_receiver()
    {
        await TypeAsync("notices.md", "install", "printf");
        Assert.Equal("https://hooks.example.com", Webhook.Read(scratch.At("webhook")).Receiver);
    }

    [Fact]
    public async Task The_codec_key_encodes()
    {
        await TypeAsync("security.md", "(umask");
        Assert.Equal("key-1", Assert.Single(CodecKeys.Read(scratch.At("codec.keys")).All).Id);
    }

    /// <summary>The page's lines that begin so, in a directory in place of /etc/dryrun.</summary>
    private async Task TypeAsync(string page, params string[] beginnings)
    {
        var lines = Lines().Matches(File.ReadAllText(Repository.File($"docs/{page}"))).SelectMany(block => block.Value.Split('\n'))
            .Where(line => Array.Exists(beginnings, b => line.StartsWith(b, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(lines);
        var script = $"set -e; cd {scratch.Root}\n{string.Join('\n', lines).Replace("/etc/dryrun", scratch.Root, StringComparison.Ordinal)}";
        await Shell.RunAsync("bash", "-c", script);
    }

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Lines();
}
