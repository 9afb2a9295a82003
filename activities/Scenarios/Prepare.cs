using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Trace;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public Task<PreparedScenario> PrepareAsync(PrepareRequest request) => PostgresFailure.InWordsAsync(
        $"Preparing scenario '{request.ScenarioId}' in database '{request.Database}'",
        async () =>
        {
            var cancel = CurrentActivity.Cancel;
            var source = request.Source;
            await awake.EnsureAsync(source.Dr, cancel);
            await using var outside = await DrConnection.UnjudgedAsync(source, cancel);
            var (identifier, nonce) = await DrConnection.PlantedMarksAsync(outside, source, cancel);
            if (identifier != source.SystemIdentifier || nonce != source.Dr.Run.Nonce)
            {
                return new PreparedScenario { SystemIdentifier = identifier, Nonce = nonce };
            }

            await DrDatabase.SealAsync(outside, source, cancel);
            var made = request.Version is { } version && await DrDatabase.LetInAsync(outside, request.Database, version, cancel);
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
            return new PreparedScenario { SystemIdentifier = identifier, Nonce = nonce, Marks = marks };
        });
}
