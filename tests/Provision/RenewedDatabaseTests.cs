using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Tests.Postgres;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class RenewedDatabaseTests(World world) : IAsyncLifetime
{
    private const string Database = "directus_twice_at_once";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Where_a_killed_workers_statement_makes_the_database_too_it_is_tried_again()
    {
        var target = world.Target(Database);
        ApplicationFailureException? met = null;
        for (var tries = 0; met is null; tries++)
        {
            Assert.True(tries < 20, "Two attempts never met.");
            Task[] both;
            await using (var held = await DrConnection.MaintenanceAsync(target, cancel))
            await using (var holding = await held.BeginTransactionAsync(cancel))
            {
                // Neither can drop it before, and both make it after.
                await Sql.ExecuteAsync(held, "LOCK TABLE pg_catalog.pg_database IN SHARE MODE", cancel);
                both = [DrDatabase.RecreateAsync(target, cancel), DrDatabase.RecreateAsync(target, cancel)];
                while (await Sql.ScalarAsync(held, "SELECT count(*) FROM pg_catalog.pg_locks WHERE NOT granted", cancel) != "2")
                {
                    Assert.DoesNotContain(both, attempt => attempt.IsCompleted);
                }
            }

            await Task.WhenAny(Task.WhenAll(both));
            Assert.Contains(both, attempt => attempt.IsCompletedSuccessfully);
            met = both.Select(attempt => attempt.Exception?.InnerException).OfType<Exception>().Select(Assert.IsType<ApplicationFailureException>).SingleOrDefault();
        }

        Assert.Equal((PostgresFailure.Unavailable, false), (met.ErrorType, met.NonRetryable));
        Assert.StartsWith($"Database '{Database}' was made by another attempt at the same time", met.Message, StringComparison.Ordinal);
    }
}
