using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>G-24 and G-30: each is shown one thing that was left.</summary>
public sealed class FilesGoneTests
{
    [Theory]
    [InlineData("dr.env")]
    [InlineData("dr.password")]
    [InlineData("dr.pgpass")]
    [InlineData("dump")]
    [InlineData("venv")]
    [InlineData("work directory")]
    [InlineData("secrets directory")]
    [InlineData("staging of the work directory")]
    [InlineData("staging of the secrets directory")]
    [InlineData("dangling link")]
    public void G24_is_red_for_one_thing_that_was_left(string what)
    {
        using var scratch = new Scratch();
        var (paths, nonce) = (scratch.Paths, scratch.Run.Nonce);
        switch (what)
        {
            case "work directory" or "secrets directory":
                OwnedDirectory.Make(what == "work directory" ? paths.WorkDirectory : paths.SecretsDirectory, nonce);
                break;
            case "staging of the work directory" or "staging of the secrets directory":
                Directory.CreateDirectory(OwnedDirectory.StagingPath(what == "staging of the work directory" ? paths.WorkDirectory : paths.SecretsDirectory, nonce));
                break;
            default:
                Directory.CreateDirectory(paths.WorkDirectory);
                Directory.CreateDirectory(paths.SecretsDirectory);
                Leave(what, paths.WorkDirectory, paths.SecretsDirectory);
                break;
        }

        Assert.Equal(GateState.Red, G24SecretsShredded.Judge(new PathsCheck { Run = scratch.Run, Paths = paths }).State);
    }

    [Fact]
    public void G30_is_red_for_a_dump_that_was_left()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Paths.WorkDirectory);
        Leave("dump", scratch.Paths.WorkDirectory, scratch.Paths.SecretsDirectory);
        Assert.Equal(GateState.Red, new G30Dump(scratch.Host).Judge(Dump(scratch)).State);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("never made")]
    [InlineData("in plain text")]
    [InlineData("half written")]
    [InlineData("keys beside it")]
    public async Task G30_is_red_for_a_retained_copy_that_is_not_as_it_should_be(string what)
    {
        using var scratch = new Scratch();
        var retain = new RetainDump { Key = "dumps", Directory = what == "keys beside it" ? scratch.At("keys") : scratch.At("retained") };
        var path = RetainedCopy.PathOf(retain, Sample.Manifest(scratch));
        if (what is "in plain text" or "keys beside it")
        {
            await File.WriteAllTextAsync(path, "COPY public.users FROM stdin;");
            File.SetUnixFileMode(path, OwnedDirectory.PrivateFile);
        }
        else if (what == "half written")
        {
            await File.WriteAllTextAsync(AtomicFile.TemporaryOf(path), "DRYDUMP1");
        }

        var gate = new G30Dump(scratch.Host).Judge(Dump(scratch) with { Retain = retain, RetainedPath = what == "never made" ? null : path });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(
            what switch
            {
                "absent" => "is not there",
                "never made" => "no encrypted copy was made",
                "in plain text" => "is no encrypted copy",
                "half written" => "half-written",
                _ => "lie in one another",
            },
            gate.Found,
            StringComparison.Ordinal);
    }

    private static void Leave(string what, string workDirectory, string secretsDirectory)
    {
        switch (what)
        {
            case "dump":
                File.WriteAllText($"{workDirectory}/dr_src.sql", "rows");
                break;
            case "venv":
                Directory.CreateDirectory($"{workDirectory}/venv/bin");
                break;
            case "dangling link":
                File.CreateSymbolicLink($"{workDirectory}/dr_src.sql", "/nowhere");
                break;
            default:
                File.WriteAllText($"{secretsDirectory}/{what}", "secret");
                break;
        }
    }

    private static DumpCheck Dump(Scratch scratch) => new() { Manifest = Sample.Manifest(scratch), DumpSha256 = new string('d', 64) };
}
