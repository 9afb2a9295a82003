using System.Diagnostics;
using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Policies;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

/// <summary>Only what root alone can have written is gone by; whatever else lies there is told in a sentence and does not keep the worker waiting.</summary>
public sealed class PolicyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PolicyFileTests() => Assert.SkipUnless(Environment.UserName == "root", "a policy is root's: run as root");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_a_file_of_roots_with_the_digest_that_sha256sum_prints()
    {
        var read = PolicyFile.Read(Valid());

        Assert.Null(read.Problem);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(read.File))), read.Sha256);
        Assert.Equal("shop-postgres", Assert.Single(read.Policy!.Productions).Container);
    }

    [Theory]
    [InlineData("chown 12345 FILE", "a file of root's, found one of user 12345")]
    [InlineData("chmod 664 FILE", "found mode 664")]
    [InlineData("chmod 646 FILE", "found mode 646")]
    [InlineData("chmod 777 DIRECTORY", "its directory 'DIRECTORY' to be writable by root only, found mode 777")]
    [InlineData("chmod 1777 DIRECTORY", "its directory 'DIRECTORY' to be writable by root only, found mode 1777")]
    [InlineData("chown 12345 DIRECTORY", "its directory 'DIRECTORY' to be root's, found it is user 12345's")]
    [InlineData("chmod 777 ABOVE", "no directory above it that others can rename in, found 'ABOVE'")]
    [InlineData("chown 12345 ABOVE", "no directory above it that others can rename in, found 'ABOVE' of user 12345")]
    [InlineData("rm FILE", "expected a file, found nothing")]
    [InlineData("rm -r DIRECTORY", "found no directory 'DIRECTORY'")]
    [InlineData("mv FILE FILE.2 && ln -s FILE.2 FILE", "no symbolic link on the way, found one at 'FILE'")]
    [InlineData("mv DIRECTORY ABOVE/e && ln -s ABOVE/e DIRECTORY", "no symbolic link on the way, found one at 'DIRECTORY'")]
    [InlineData("rm FILE && mkfifo FILE", "a regular file, found a socket, pipe or device")]
    [InlineData("rm FILE && mkdir FILE", "a regular file, found a directory")]
    [InlineData("rm FILE && mknod FILE c 1 5", "a regular file, found a socket, pipe or device")]
    [InlineData("truncate -s 2M FILE", "at most 1048576 bytes")]
    [InlineData("printf '\\377\\376' > FILE", "UTF-8")]
    [InlineData("echo '{' > FILE", "1 problem")]
    [InlineData("sed -i 's/\"images\"/\"picture\"/' FILE", "2 problems")]
    public void Goes_by_nothing_else_and_says_why(string change, string expected)
    {
        var file = Valid();
        var directory = Path.GetDirectoryName(file)!;
        Shell(In(change));

        var read = PolicyFile.Read(file);

        Assert.Null(read.Policy);
        Assert.StartsWith($"DRYRUN_POLICY is '{file}', expected ", read.Problem, StringComparison.Ordinal);
        Assert.Contains(In(expected), read.Problem, StringComparison.Ordinal);
        Assert.EndsWith(".", read.Problem, StringComparison.Ordinal);

        string In(string text) => text.Replace("FILE", file, StringComparison.Ordinal).Replace("DIRECTORY", directory, StringComparison.Ordinal).Replace("ABOVE", Path.GetDirectoryName(directory), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relative.json")]
    [InlineData("/etc/../etc/policy.json")]
    [InlineData("/etc/dryrun/")]
    public void Takes_a_path_that_is_written_out(string path) => Assert.Contains("Write it out", PolicyFile.Read(path).Problem, StringComparison.Ordinal);

    [Fact]
    public void Reads_it_anew_each_time()
    {
        var file = Valid();
        var first = PolicyFile.Read(file);
        File.WriteAllText(file, PolicyTexts.Json(PolicySuggestion.For(Plans.DotIuCutter())));
        var second = PolicyFile.Read(file);

        Assert.NotEqual(first.Sha256, second.Sha256);
        Assert.Equal("incomex-postgres", second.Policy!.Productions[0].Container);
    }

    [Fact]
    public void A_look_at_the_document_alone_does_not_ask_whose_file_it_is()
    {
        var file = Valid();
        Shell($"chown 12345 {file} && chmod 666 {file} && ln -s {file} {folder.Path}/link");

        Assert.NotNull(PolicyFile.ReadAnywhere(file).Policy);
        Assert.NotNull(PolicyFile.ReadAnywhere($"{folder.Path}/link").Policy);
        Assert.Contains("there is no file", PolicyFile.ReadAnywhere($"{folder.Path}/none").Problem, StringComparison.Ordinal);
    }

    /// <summary>In a directory that only root can write, below one that is so too.</summary>
    private string Valid()
    {
        Directory.CreateDirectory($"{folder.Path}/a/d", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder.Write("a/d/policy.json", PolicyTexts.Json(PolicySuggestion.For(Plans.Valid())));
    }

    private static void Shell(string command)
    {
        using var process = Process.Start("bash", ["-c", command]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
