using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Scenarios.Databases;

/// <summary>Makes the clone of the next scenario while the code of this one runs.</summary>
internal sealed class CloneAhead(DrServer dr, DrLifecycle lifecycle)
{
    /// <summary>For the clone, and as much again for what the code writes meanwhile.</summary>
    private const int RoomForClones = 2;

    public Task<NextDatabase> MakeAsync(DrTarget source, NextDatabaseRequest request) => PostgresFailure.TranslateAsync(
        $"Preparing database '{request.Database ?? request.Drop}' beside the scenario that runs",
        async () =>
        {
            var cancel = CurrentActivity.Cancel;
            await lifecycle.EnsureAsync(source.Dr, cancel);
            await using var connection = await DrConnection.MaintenanceAsync(source, cancel);
            if (request.Drop is { } spent)
            {
                await DrDatabase.DropCloneAsync(connection, source, spent, cancel);
            }

            if (request.Database is not { } clone)
            {
                return new NextDatabase();
            }

            return await WhyNotAsync(connection, source, cancel) is { } reason
                ? new NextDatabase { Reason = reason }
                : new NextDatabase { Version = await DrDatabase.CloneAheadAsync(connection, source, clone, cancel) };
        });

    /// <summary>Absent where there is room for one more.</summary>
    private async Task<string?> WhyNotAsync(NpgsqlConnection connection, DrTarget source, CancellationToken cancel)
    {
        var wanted = RoomForClones * await DrDatabase.SizeAsync(connection, source.Database, cancel);
        return await dr.FreeBytesAsync(source.Dr, cancel) is { } free
            ? free >= wanted ? null : $"the volume of '{source.Dr.Name}' has {free} bytes left, expected {wanted}"
            : $"the image of '{source.Dr.Name}' cannot say what its volume has left";
    }
}
