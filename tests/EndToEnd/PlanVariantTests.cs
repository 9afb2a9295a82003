using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What a plan may ask for besides the usual: an encrypted copy of the dump, and production read over a connection.</summary>
[Trait("needs", "docker")]
public sealed class PlanVariantTests(TemporalServer server, TestWorld world)
{
    [Fact]
    public async Task An_encrypted_copy_of_the_dump_survives_and_further_runs_restore_it_without_a_look_at_productions_rows()
    {
        await world.ReadyAsync();
        var own = await world.ProductionTooAsync("kept");
        var (keys, kept) = ($"{world.Root}/keys", $"{world.Root}/kept");
        var key = RandomNumberGenerator.GetBytes(32);
        await WritePrivateAsync($"{keys}/dumps", key);
        Directory.CreateDirectory(kept);
        var plan = world.Plan("kept", ("once", TestWorld.OneRow));
        plan = plan with { Production = plan.Production with { Container = own }, RetainDump = new RetainDump { Key = "dumps", Directory = kept } };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan, with: new Dictionary<string, string> { ["DRYRUN_KEYS"] = keys });
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);

        var copy = Assert.Single(Directory.EnumerateFiles(kept));
        await using var cipher = File.OpenRead(copy);
        using var plain = new MemoryStream();
        await DumpDecryption.DecryptAsync(cipher, plain, key, TestContext.Current.CancellationToken);
        var dumped = (await run.ReportAsync()).Dump ?? throw new InvalidOperationException("The run reports no dump.");
        Assert.Equal(dumped.Sha256, Convert.ToHexStringLower(SHA256.HashData(plain.ToArray())));
        await run.AssertNothingLeftAsync();

        // From here on a dump is refused.
        await Shell.RunAsync("docker", "exec", "--user", "postgres", own, "psql", "-X", "-q", "-d", "app", "-c", "revoke select on all tables in schema public from reader");
        await using var again = await run.AlsoAsync(plan with { Name = "again", RetainDump = null, ReuseDump = new ReuseDump { Key = "dumps", Directory = kept, Sha256 = dumped.Sha256 } });
        (code, output, error) = await again.RunAsync();
        Assert.True(code == 0, output + error);
        var report = await again.ReportAsync();
        Assert.Equal((dumped.Sha256, dumped.Rows, dumped.RowCountsSha256), (report.Dump?.Sha256, report.Dump?.Rows, report.Dump?.RowCountsSha256));
        Assert.NotNull(report.Dump?.MadeAt);
        Assert.Single(Directory.EnumerateFiles(kept));
        await again.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task The_dump_is_read_from_a_standby_of_production_and_from_no_other_server()
    {
        await world.ReadyAsync();
        var own = await world.ProductionTooAsync("ahead");
        var image = await PhysicalCopy.ImageAsync(world, own, "standby", "standby.signal");
        var standby = await world.StandbyAsync(own, image);
        await Shell.RunAsync("docker", "exec", "--user", "postgres", own, "psql", "-X", "-q", "-d", "app", "-c", "insert into public.item values (-1, 'after the standby')");
        var plan = world.Plan("standby", ("once", TestWorld.OneRow));
        plan = plan with { Production = plan.Production with { Container = own, Standby = new Standby { Container = standby } }, Protected = [.. plan.Protected, standby, world.Production] };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan);
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        var report = await run.ReportAsync();
        Assert.Equal(2500, report.Dump?.Rows);
        Assert.Contains($"standby container '{standby}': system identifier {report.Production?.SystemIdentifier}, in recovery", report.Gates.Single(g => g.Gate == Gate.ProductionReadable).Found, StringComparison.Ordinal);
        await run.AssertNothingLeftAsync();

        await using var wrong = await run.AlsoAsync(plan with { Name = "no-standby", Production = plan.Production with { Standby = new Standby { Container = world.Production } } });
        (code, output, error) = await wrong.RunAsync();
        Assert.True(code == 3 && output.Contains("not in recovery", StringComparison.Ordinal), output + error);
        await Shell.RunAsync("docker", "rm", "--force", "--volumes", standby);
        await Shell.RunAsync("docker", "image", "rm", image);
    }

    [Fact]
    public async Task The_DR_keeps_its_data_in_memory_and_its_volume_is_removed_as_any_other()
    {
        await world.ReadyAsync();
        var plan = world.Plan("in-memory", ("once", TestWorld.OneRow));
        plan = plan with { Dr = plan.Dr with { DataInMemoryMegabytes = 1536 } };
        await using var run = await RealRun.WithWorkerAsync(server, world, plan);
        var (code, output, error) = await run.RunAsync();
        Assert.True(code == 0, output + error);
        Assert.Contains("1536 MiB of memory", (await run.ReportAsync()).Gates.Single(g => g.Gate == Gate.DrShape).Found, StringComparison.Ordinal);
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
