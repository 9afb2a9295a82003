using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>Step 5 takes what it is told to destroy from a request, so it looks itself at where that is and whose.</summary>
public sealed class RunFilesTests
{
    [Theory]
    [InlineData(ObjectKind.SecretFile)]
    [InlineData(ObjectKind.Path)]
    public void Leaves_a_path_alone_that_is_none_of_the_runs(ObjectKind kind)
    {
        using var scratch = Ready();
        var other = scratch.At("retained/other");
        OwnedDirectory.Make(other, scratch.Run.Nonce);
        var path = kind == ObjectKind.Path ? other : Path.Join(other, ".dryrun-nonce");
        Assert.Equal(OutcomeState.NotOurs, Remove(scratch, kind, path).State);
        Assert.True(Path.Exists(path));
    }

    [Fact]
    public void A_stray_file_beside_the_secrets_is_overwritten_too()
    {
        using var scratch = Ready();
        var stray = Path.Join(scratch.Paths.SecretsDirectory, ".dr.env.new");
        File.WriteAllText(stray, "PGPASSWORD=x");
        ShredderTests.HardLink(stray, Path.Join(Path.GetDirectoryName(scratch.Paths.SecretsDirectory), "second-name"));
        var outcome = Remove(scratch, ObjectKind.Path, scratch.Paths.SecretsDirectory);
        Assert.Equal(OutcomeState.Failed, outcome.State);
        Assert.Contains("not overwritten", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_says_why_and_the_one_command_for_it()
    {
        using var scratch = Ready();
        Directory.CreateDirectory(scratch.Paths.Dump);
        var outcome = Remove(scratch, ObjectKind.SecretFile, scratch.Paths.Dump);
        Assert.Equal((OutcomeState.Failed, $"rm -r {scratch.Paths.Dump}"), (outcome.State, outcome.Remedy));
    }

    [Fact]
    public void The_command_for_a_link_in_place_of_a_secret_does_not_reach_what_it_points_to()
    {
        using var scratch = Ready();
        var foreign = scratch.At("retained/foreign");
        Directory.CreateDirectory(Path.GetDirectoryName(foreign)!);
        File.WriteAllText(foreign, "not the run's");
        File.CreateSymbolicLink(scratch.Paths.Dump, foreign);
        var outcome = Remove(scratch, ObjectKind.SecretFile, scratch.Paths.Dump);
        Assert.Equal((OutcomeState.Failed, $"rm {scratch.Paths.Dump}"), (outcome.State, outcome.Remedy));
        using var told = System.Diagnostics.Process.Start("sh", ["-c", outcome.Remedy!]);
        told.WaitForExit();
        Assert.Equal("not the run's", File.ReadAllText(foreign));
        Assert.Equal(OutcomeState.AlreadyAbsent, Remove(scratch, ObjectKind.SecretFile, scratch.Paths.Dump).State);
    }

    private static Scratch Ready()
    {
        var scratch = new Scratch();
        OwnedDirectory.Make(scratch.Paths.WorkDirectory, scratch.Run.Nonce);
        OwnedDirectory.Make(scratch.Paths.SecretsDirectory, scratch.Run.Nonce);
        return scratch;
    }

    private static ObjectOutcome Remove(Scratch scratch, ObjectKind kind, string path)
    {
        var files = new RunFiles(scratch.Run.Nonce, scratch.Paths);
        files.Remove(new StepObject { Kind = kind, Name = path });
        return Assert.Single(files.Outcomes);
    }
}
