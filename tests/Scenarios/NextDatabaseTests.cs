using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Npgsql;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Scenarios;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class NextDatabaseTests(World world) : IAsyncLifetime
{
    private const string Count = "SELECT count(*) FROM public.batch";

    private readonly string _id = $"N-{Guid.NewGuid():N}"[..10];

    private string Database => $"directus_{_id}";

    /// <summary>The scenario that runs meanwhile has been prepared.</summary>
    public async ValueTask InitializeAsync()
    {
        await world.MadeAsync();
        await using var outside = await DrConnection.MaintenanceAsync(world.Restored, TestContext.Current.CancellationToken);
        await DrDatabase.DenyConnectionsAsync(outside, world.Restored, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_clone_lets_nobody_in_until_its_scenario_takes_it()
    {
        var next = await MakeAsync(Database);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => DrConnection.WorkerAsync(world.Restored, Database, TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.ObjectNotInPrerequisiteState, refused.SqlState);

        var made = await OidAsync();
        Assert.Equal(GateState.Green, (await PrepareAsync(next)).State);
        Assert.Equal(made, await OidAsync());
        Assert.Equal("503", await world.AsHarnessAsync(Database, Count));
    }

    [Fact]
    public async Task A_clone_that_somebody_was_let_into_is_made_again()
    {
        var next = await MakeAsync(Database);
        await world.AsHarnessAsync("postgres", $"ALTER DATABASE \"{Database}\" ALLOW_CONNECTIONS true");
        await world.AsHarnessAsync(Database, "DELETE FROM public.line; DELETE FROM public.batch");
        await world.AsHarnessAsync("postgres", $"ALTER DATABASE \"{Database}\" ALLOW_CONNECTIONS false");
        Assert.Equal(GateState.Green, (await PrepareAsync(next)).State);
        Assert.Equal("503", await world.AsHarnessAsync(Database, Count));
    }

    [Fact]
    public async Task A_second_attempt_makes_it_again()
    {
        var first = await MakeAsync(Database);
        var second = await MakeAsync(Database);
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal(GateState.Green, (await PrepareAsync(second)).State);
    }

    /// <summary>A worker that was killed leaves the server at work, and the next attempt comes meanwhile.</summary>
    [Fact]
    public async Task A_killed_attempt_that_the_server_goes_on_with_is_no_reason_to_give_up()
    {
        await using var orphan = await DrConnection.MaintenanceAsync(world.Restored, TestContext.Current.CancellationToken);
        for (var rounds = 0; rounds < 6; rounds++)
        {
            var making = Record.ExceptionAsync(() => MakeAsync(Database));
            while (!making.IsCompleted)
            {
                await Record.ExceptionAsync(() => Sql.ExecuteAsync(
                    orphan, $"CREATE DATABASE \"{Database}\" TEMPLATE \"{world.Restored.Database}\" STRATEGY file_copy", TestContext.Current.CancellationToken));
            }

            var failure = await making;
            Assert.True(failure is null or ApplicationFailureException { NonRetryable: false }, failure?.Message);
        }

        Assert.Equal(GateState.Green, (await PrepareAsync(await MakeAsync(Database))).State);
    }

    [Fact]
    public async Task What_has_served_is_dropped_and_the_restored_database_never()
    {
        await MakeAsync(Database);
        var answer = await world.Scenarios.MakeNextDatabaseAsync(world.Restored, new NextDatabaseRequest { Run = world.Run.Key, Drop = Database });
        Assert.Equal(new NextDatabase(), answer);
        Assert.Empty(await OidAsync());
        var refusal = await Assert.ThrowsAsync<ApplicationFailureException>(
            () => world.Scenarios.MakeNextDatabaseAsync(world.Restored, new NextDatabaseRequest { Run = world.Run.Key, Drop = world.Restored.Database }));
        Assert.True(refusal.NonRetryable);
    }

    private Task<NextDatabase> MakeAsync(string database) => world.Scenarios.MakeNextDatabaseAsync(world.Restored, new NextDatabaseRequest { Run = world.Run.Key, Database = database });

    private Task<GateResult> PrepareAsync(NextDatabase next) => world.Scenarios.PrepareAsync(
        world.Restored, new PrepareRequest { Run = world.Run.Key, ScenarioId = _id, Database = Database, Start = ScenarioStart.Fresh, Version = next.Version });

    private Task<string> OidAsync() => world.AsHarnessAsync("postgres", $"SELECT oid FROM pg_database WHERE datname = '{Database}'");
}
