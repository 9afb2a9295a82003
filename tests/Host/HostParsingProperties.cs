using CsCheck;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>What comes from the environment, the kernel and the plan as text.</summary>
public sealed class HostParsingProperties
{
    private static readonly Gen<string> PathText = Pick.One(
        "/", "//", "a", "b", ".", "..", "~", "$HOME", " ", "\n", "\\", "é", "\ud800", "tmp", "unix://", "tcp://", "http://", "[", ":", ":99999", "%", "%zz", new string('n', 300)).Array[0, 8].Select(string.Concat);

    [Fact]
    public void Any_environment_is_good_or_all_its_problems_are_told() => Gen.Dictionary(
        Pick.One("DRYRUN_DOCKER", "DOCKER_HOST", "DRYRUN_PLANS", "DRYRUN_WORK_ROOT", "DRYRUN_EVIDENCE", "DRYRUN_SECRETS", "DRYRUN_KEYS"), PathText)[0, 6].Sample(variables =>
    {
        var problems = HostOptions.FromEnvironment(name => variables.GetValueOrDefault(name)).Problems();
        Assert.All(problems, p => Assert.Matches("(?s)^(DRYRUN_[A-Z_]+) is .*, expected .*[.] .*[.]$", p));
    }, iter: 2000);

    [Fact]
    public void Only_a_path_that_can_be_compared_as_text_is_plain() => Gen.OneOf(PathText, Pick.One("/", "/", ".", "a").Array[1, 7].Select(string.Concat)).Sample(path =>
    {
        if (PathRules.IsPlain(path))
        {
            Assert.Equal(path, Path.GetFullPath(path));
            Assert.DoesNotContain("//", path, StringComparison.Ordinal);
            Assert.True(PathRules.IsWithin(path, "/") && PathRules.IsWithin($"{path}/x", path) && !PathRules.IsWithin($"{path}x", path));
        }
    }, iter: 5000);

    /// <summary>As the kernel writes them: any byte may be in a mount point.</summary>
    [Fact]
    public void A_mount_point_is_found_however_the_kernel_has_to_write_it() => Gen.String[Gen.Char["a \t\n\\014#-é"], 1, 12].Where(n => n.Trim('.').Length > 0).Sample(name =>
    {
        var written = name.Replace("\\", "\\134").Replace(" ", "\\040").Replace("\t", "\\011").Replace("\n", "\\012");
        string[] table = ["22 1 0:20 / / rw - ext4 /dev/sda1 rw", $"36 35 98:0 /mnt1 /mnt/{written} rw,noatime master:1 - tmpfs /dev/root rw", "37 22 0:31 / /mnt/elsewhere rw - proc proc rw"];
        Assert.Equal("tmpfs", MountTable.TypeOf($"/mnt/{name}/below", table));
        Assert.Equal("ext4", MountTable.TypeOf($"/mnt/{name}x", table));
    }, iter: 2000);

    [Fact]
    public void Lines_that_are_no_mounts_are_passed_over() => Pick.One("-", "/", "a", " ", "\\", "\\04", "36 35 98:0 /", "tmpfs").Array[0, 12].Select(words => string.Join(' ', words)).Array[0, 5].Sample(lines =>
        Assert.NotEmpty(MountTable.TypeOf("/a/b", lines)), iter: 2000);
}
