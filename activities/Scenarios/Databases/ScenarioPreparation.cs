using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Trace;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios.Databases;

/// <summary>Prepares a scenario's database and the marks its effects are measured from.</summary>
internal sealed class ScenarioPreparation(DrLifecycle lifecycle)
{
    public Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request) => PostgresFailure.TranslateAsync(
        $"Preparing scenario '{request.ScenarioId}' in database '{request.Database}'",
        async () =>
        {
            var cancel = CurrentActivity.Cancel;
            await lifecycle.EnsureAsync(source.Dr, cancel);
            await using var outside = await DrConnection.UnverifiedAsync(source, cancel);
            var (identifier, nonce) = await DrConnection.ReadMarksAsync(outside, source, cancel);
            if (identifier != source.SystemIdentifier || nonce != source.Dr.Run.Nonce)
            {
                return Judge(source, request, identifier, nonce, prepared: false);
            }

            await DrDatabase.DenyConnectionsAsync(outside, source, cancel);
            var made = request.Version is { } version && await DrDatabase.AllowConnectionsAsync(outside, request.Database, version, cancel);
            if (request.Start == ScenarioStart.Fresh && !made)
            {
                CurrentActivity.Heartbeat($"cloning '{source.Database}' to '{request.Database}'");
                await DrDatabase.CloneAsync(outside, source, request.Database, request.Drop, cancel);
            }

            // What an earlier attempt at this scenario left behind says nothing about the run to come.
            var slot = ReplicationSlot.NameOf(source.Dr.Run, request.ScenarioId);
            Marks.Forget(Marks.Begun(source.WorkDirectory, request.ScenarioId, request.Database));
            Marks.Forget(Marks.Ended(source.WorkDirectory, request.ScenarioId, request.Database));
            Marks.Forget(Marks.Effects(source.WorkDirectory, slot));
            await using var connection = await DrConnection.WorkerAsync(source, request.Database, cancel);
            await DrDatabase.EndSessionsAsync(connection, request.Database, cancel);
            CurrentActivity.Heartbeat("setting the marks effects are measured from");
            await ReplicationSlot.RenewAsync(connection, slot, cancel);
            var marks = new EffectMarks
            {
                Slot = slot,
                CatalogSha256 = request.Start == ScenarioStart.Fresh
                    ? await CatalogFingerprint.ReadCloneAsync(connection, source.WorkDirectory, cancel)
                    : await CatalogFingerprint.ReadAsync(connection, source.WorkDirectory, cancel),
                SequencesSha256 = await SequenceFingerprint.ReadAsync(connection, cancel),
            };
            await SqlTrace.BeginAsync(connection, source, slot, cancel);
            (identifier, nonce) = await DrConnection.MarksAsync(connection, cancel);
            await Marks.WriteAsync(Marks.Prepared(source.WorkDirectory, request.ScenarioId, request.Database), marks, cancel);
            return Judge(source, request, identifier, nonce, prepared: true);
        });

    private static GateResult Judge(DrTarget source, PrepareRequest request, string identifier, string? nonce, bool prepared) =>
        G14Target.Judge(source.Dr.Run, request.Database, source.SystemIdentifier, (identifier, nonce), prepared) with { Scenario = request.ScenarioId };
}
