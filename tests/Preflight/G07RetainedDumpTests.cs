using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Preflight.Production;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

public sealed class G07RetainedDumpTests : IDisposable
{
    private static readonly DateTimeOffset Made = new(2026, 5, 17, 10, 0, 0, TimeSpan.Zero);

    private readonly Scratch scratch = new();

    public G07RetainedDumpTests() => scratch.Named("keys", "dumps", new byte[DumpFormat.KeySize]);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task The_youngest_copy_of_the_very_dump_is_found_whatever_its_name()
    {
        await KeepAsync("older", "the dump", Made.AddHours(-3));
        var reuse = await KeepAsync("renamed", "the dump", Made);
        await KeepAsync("another", "another dump", Made.AddHours(1));
        await File.WriteAllTextAsync(scratch.At("retained/no-dump.sql.enc"), "no dump", TestContext.Current.CancellationToken);
        var gate = Check(reuse, Made.AddMinutes(30));
        Assert.Equal((GateState.Green, $"'{scratch.At("retained/renamed.sql.enc")}', made 2026-05-17 10:00:00Z, 30 minutes ago"), (gate.State, gate.Found));
    }

    [Fact]
    public async Task One_that_is_older_than_the_plan_allows_is_red()
    {
        var reuse = (await KeepAsync("kept", "the dump", Made)) with { MaxAgeMinutes = 30 };
        Assert.Equal(GateState.Green, Check(reuse, Made.AddMinutes(30)).State);
        AssertRed(Check(reuse, Made.AddMinutes(31)), "31 minutes ago", "maxAgeMinutes");
    }

    [Fact]
    public async Task One_that_is_not_there_is_red()
    {
        var reuse = await KeepAsync("kept", "the dump", Made);
        AssertRed(Check(reuse with { Sha256 = new string('0', 64) }, Made), "no encrypted copy", "retainDump");
        AssertRed(Check(reuse with { Directory = scratch.At("nowhere") }, Made), "nowhere", "Correct reuseDump");
        AssertRed(Check(reuse with { Key = "absent" }, Made), "Key 'absent' is absent", "DRYRUN_KEYS");
    }

    private static void AssertRed(GateResult gate, string found, string remedy)
    {
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(found, gate.Found, StringComparison.Ordinal);
        Assert.Contains(remedy, gate.Remedy, StringComparison.Ordinal);
    }

    private GateResult Check(ReuseDump reuse, DateTimeOffset now) => G07RetainedDump.Check(scratch.Host, reuse, now);

    private async Task<ReuseDump> KeepAsync(string name, string dump, DateTimeOffset madeAt)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(dump);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(plain));
        await using var file = File.Create(scratch.At($"retained/{name}.sql.enc"));
        await DumpEncryption.EncryptAsync(new MemoryStream(plain), file, new byte[DumpFormat.KeySize], DumpFormat.New(sha256, madeAt), CancellationToken.None);
        return new ReuseDump { Key = "dumps", Directory = scratch.At("retained"), Sha256 = sha256 };
    }
}
