using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What a plan may ask for besides the usual: an encrypted copy of the dump, and production read over a connection.</summary>
[Trait("needs", "docker")]
public sealed class PlanVariantTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task An_encrypted_copy_of_the_dump_survives_and_decrypts_to_the_recorded_digest()
    {
        await world.ReadyAsync();
        var (keys, kept) = ($"{world.Root}/keys", $"{world.Root}/kept");
        var key = RandomNumberGenerator.GetBytes(32);
        await WritePrivateAsync($"{keys}/dumps", key);
        Directory.CreateDirectory(kept);
        var plan = world.Plan("kept", ("once", TestWorld.OneRow)) with { RetainDump = new RetainDump { Key = "dumps", Directory = kept } };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan, with: new Dictionary<string, string> { ["DRYRUN_KEYS"] = keys });
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);

        var copy = Assert.Single(Directory.EnumerateFiles(kept));
        await using var cipher = File.OpenRead(copy);
        using var plain = new MemoryStream();
        await DumpDecryption.DecryptAsync(cipher, plain, key, TestContext.Current.CancellationToken);
        Assert.Equal((await run.ReportAsync()).Dump?.Sha256, Convert.ToHexStringLower(SHA256.HashData(plain.ToArray())));
        await run.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Production_is_read_over_a_connection_whose_secret_stays_with_the_worker()
    {
        await world.ReadyAsync();
        var password = $"reader{Guid.NewGuid():N}";
        var own = await world.ProductionTooAsync("connected");
        await Shell.RunAsync("docker", "exec", "--user", "postgres", own, "psql", "-X", "-q", "-d", "app", "-c", $"alter role reader password '{password}'");
        var address = await Shell.RunAsync("docker", "inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", own);
        var (secrets, programs) = ($"{world.Root}/secrets", $"{world.Root}/programs");
        await WritePrivateAsync($"{secrets}/production", System.Text.Encoding.UTF8.GetBytes($"Host={address};Password={password}"));
        await MakeDumpProgramAsync(programs, own);

        var plan = world.Plan("connected", ("once", TestWorld.OneRow));
        plan = plan with { Production = plan.Production with { Container = null, ReadPath = ReadPath.Connection, Secret = "production" } };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan, with: new Dictionary<string, string>
        {
            ["DRYRUN_SECRETS"] = secrets,
            ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
        });
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        Assert.Equal(2500, (await run.ReportAsync()).Dump?.Rows);
        Assert.DoesNotContain(password, (await run.Handle.FetchHistoryAsync()).ToJson(), StringComparison.Ordinal);
        await run.AssertNothingLeftAsync();
    }

    /// <summary>This host may have no pg_dump of production's major version: production's own, over TCP as the product's environment says.</summary>
    private static async Task MakeDumpProgramAsync(string directory, string container)
    {
        Directory.CreateDirectory(directory);
        var program = $"{directory}/pg_dump";
        await File.WriteAllTextAsync(program, $$"""
            #!/bin/sh
            docker exec --interactive {{container}} sh -c 'cat >/tmp/pgpass && chmod 0600 /tmp/pgpass' <"$PGPASSFILE"
            exec docker exec --env PGPASSFILE=/tmp/pgpass --env PGHOST --env PGPORT --env PGUSER --env PGDATABASE --env PGAPPNAME --env PGOPTIONS --env PGSSLMODE {{container}} pg_dump "$@"
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task WritePrivateAsync(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllBytesAsync(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
