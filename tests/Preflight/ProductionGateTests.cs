using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

[Trait("needs", "docker")]
public sealed class ProductionGateTests(World world) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Captures_productions_identity_version_and_size()
    {
        Assert.Equal(GateState.Green, (await world.Preflight.CheckProductionAsync(world.Ask)).State);
        var capture = await world.Preflight.CaptureProductionAsync(world.Ask);
        Assert.Equal(world.ProductionIdentity, capture.SystemIdentifier);
        Assert.Equal(world.ProductionId, capture.Container!.Id);
        Assert.StartsWith("17.", capture.Version, StringComparison.Ordinal);
        Assert.True(capture.SizeBytes > 1_000_000);
    }

    [Theory]
    [InlineData("no-such-role", "directus")]
    [InlineData(ProductionSchema.Role, "no-such-database")]
    public async Task A_login_that_cannot_work_is_red_with_a_remedy(string role, string database)
    {
        var gate = await world.Preflight.CheckProductionAsync(world.Ask with { Production = world.Plan with { Role = role, Database = database } });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("does not exist", gate.Found, StringComparison.Ordinal);
        Assert.NotNull(gate.Remedy);
    }

    [Fact]
    public async Task An_absent_container_is_red()
    {
        var gate = await world.Preflight.CheckProductionAsync(world.Ask with { Production = world.Plan with { Container = "postgres-test-no-such" } });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("does not exist", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_red()
    {
        var plan = world.Plan with { ReadPath = ReadPath.Connection, Secret = "absent" };
        var gate = await world.Preflight.CheckProductionAsync(world.Ask with { Production = plan });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("secret", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_only_reads_is_green_and_its_residual_risk_is_said()
    {
        var gate = await world.Preflight.CheckProductionRoleAsync(world.Ask);
        Assert.True(gate.State == GateState.Green, gate.Found);
        Assert.Contains("large objects", gate.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALTER ROLE {0} SUPERUSER", "SUPERUSER")]
    [InlineData("ALTER ROLE {0} CREATEDB", "CREATEDB")]
    [InlineData("ALTER ROLE {0} CREATEROLE", "CREATEROLE")]
    [InlineData("ALTER ROLE {0} REPLICATION", "REPLICATION")]
    [InlineData("ALTER ROLE {0} BYPASSRLS", "BYPASSRLS")]
    [InlineData("GRANT pg_write_all_data TO {0}", "pg_write_all_data")]
    [InlineData("GRANT pg_execute_server_program TO {0}", "pg_execute_server_program")]
    [InlineData("GRANT pg_signal_backend TO {0}", "pg_signal_backend")]
    [InlineData("GRANT pg_maintain TO {0}", "pg_maintain")]
    [InlineData("GRANT INSERT ON public.batch TO {0}", "INSERT public.batch")]
    [InlineData("GRANT DELETE, TRUNCATE ON public.line TO {0}", "DELETE, TRUNCATE public.line")]
    [InlineData("GRANT TRIGGER ON \"Odd Schema\".\"Odd \"\"Table\"\": x\" TO {0}", "TRIGGER")]
    [InlineData("GRANT UPDATE (name) ON public.batch TO {0}", "UPDATE columns of public.batch")]
    [InlineData("GRANT USAGE ON SEQUENCE public.batch_id_seq TO {0}", "sequence public.batch_id_seq")]
    [InlineData("GRANT CREATE ON SCHEMA public TO {0}", "CREATE in schema public")]
    [InlineData("GRANT TEMPORARY ON DATABASE directus TO {0}", "TEMPORARY in database directus")]
    [InlineData("GRANT CREATE ON DATABASE directus TO {0}", "CREATE in database directus")]
    [InlineData("CREATE SCHEMA own_{0} AUTHORIZATION {0}", "owns schema")]
    [InlineData("CREATE ROLE mid_{0}; GRANT INSERT ON public.empty TO mid_{0}; CREATE ROLE low_{0}; GRANT mid_{0} TO low_{0}; GRANT low_{0} TO {0} WITH INHERIT FALSE", "INSERT public.empty")]
    public async Task A_role_that_could_write_is_red_and_the_way_is_named(string grant, string named)
    {
        var role = $"r{Guid.NewGuid():N}"[..12];
        await world.OnProductionAsync($"CREATE ROLE {role} LOGIN; GRANT pg_read_all_data TO {role}; {string.Format(System.Globalization.CultureInfo.InvariantCulture, grant, role)}");
        var gate = await world.Preflight.CheckProductionRoleAsync(world.Ask with { Production = world.Plan with { Role = role } });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(named, gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_session_stays_on_production_and_one_that_does_is_red()
    {
        Assert.Equal(GateState.Green, (await SessionsAsync(world.Ask)).State);

        using var cancel = new CancellationTokenSource();
        var other = world.Ask with { Run = world.Run with { Nonce = RunNonce.From(Guid.NewGuid()) } };
        var id = await DockerCli.SucceedAsync(
            "exec", "--detach", "--user", "postgres", "--env", $"PGAPPNAME={ApplicationName.Dump(other.Run)}", world.ProductionId,
            "psql", "-U", ProductionSchema.Role, "-d", "directus", "-c", "SELECT pg_sleep(60)");
        Assert.Equal("", id);
        await PollAsync(async () => (await World.Reader.SessionsAsync(world.Plan, other.Run, cancel.Token)).Ours == 1);
        var gate = await SessionsAsync(other);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("1 of this run", gate.Found, StringComparison.Ordinal);
        await world.OnProductionAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{ApplicationName.Dump(other.Run)}'");
    }

    [Fact]
    public async Task Teardown_sees_the_same_production_and_would_see_another()
    {
        var captured = await world.Preflight.CaptureProductionAsync(world.Ask);
        Assert.Equal(GateState.Green, (await world.Teardown.CheckProductionAsync(world.Ask, captured)).State);
        var gate = await world.Teardown.CheckProductionAsync(world.Ask, captured with { SystemIdentifier = "1" });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Equal(new Difference("systemIdentifier", "1", world.ProductionIdentity), Assert.Single(gate.Differences));
    }

    [Fact]
    public async Task A_query_that_would_write_is_refused_by_the_fence()
    {
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => World.Reader.Path(world.Plan)
            .QueryAsync(world.Plan with { Role = "postgres" }, world.Run, "SELECT pg_current_xact_id()::text", TestContext.Current.CancellationToken));
        Assert.Contains("production", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<GateResult> SessionsAsync(ProductionRequest ask) => G19ProductionSessions.Judge(
        ask.Production.Role, await new ProductionSessionCount(World.Reader).ReadAsync(ask.Production, ask.Run, TestContext.Current.CancellationToken));

    private static async Task PollAsync(Func<Task<bool>> holds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "It did not come to hold.");
        }
    }
}
