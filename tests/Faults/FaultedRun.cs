using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One run from its plan to the witnesses' word, with whatever the seed has drawn in between.</summary>
internal sealed class FaultedRun(FaultSession session, string kind, int seed, FaultDice dice, Fault fault)
{
    /// <summary>A run of some seconds, ten times over on a busy machine, and one of the teardown's own retries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<string> wrong = [];

    /// <summary>With the fault that kind and seed draw.</summary>
    public static FaultedRun Of(FaultSession session, string kind, int seed)
    {
        var dice = new FaultDice(kind, seed);
        return new(session, kind, seed, dice, FaultCatalogue.Draw(kind, dice));
    }

    public async Task<FaultRecord> RunAsync()
    {
        await using var scene = new FaultContext(session, $"{kind.ToLowerInvariant()}-{seed}", fault, dice);
        Bench? bench = null;
        var resumed = false;
        try
        {
            await fault.PrepareAsync(scene);
            bench = await Bench.SeatAsync(session, scene);
            await scene.StartAsync();
            resumed = await GoThroughAsync(scene);
            await fault.AfterAsync(scene);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            wrong.Add($"the test itself failed: {e.Message}");
        }

        if (bench is null)
        {
            return Record(fault, null, null, resumed, null);
        }

        var testimony = await bench.HearAsync();
        var summary = resumed ? await SummaryAsync(scene) : null;
        wrong.AddRange(testimony.Irregular);
        wrong.AddRange(resumed ? FaultVerdictCheck.Doubts(fault, scene, summary, await GuardAsync(scene), testimony) : []);
        var record = Record(fault, scene, testimony, resumed, summary);
        if (fault.IsKept)
        {
            await FailedRun.KeepAsync(scene, record, session.Events);
        }

        return record;
    }

    /// <summary>The fault strikes at its moment while the run goes on; whichever ends last.</summary>
    private async Task<bool> GoThroughAsync(FaultContext scene)
    {
        using var over = new CancellationTokenSource();
        var striking = scene.Fault.StrikeAsync(scene, over.Token);
        try
        {
            var ended = scene.EndedAsync(Patience);
            if (await Task.WhenAny(ended, striking) == striking)
            {
                await striking;
            }

            await ended;
            return true;
        }
        catch (TimeoutException)
        {
            wrong.Add($"not ended after {Patience.TotalMinutes} min: {await StandsAsync(scene)}");
            return false;
        }
        finally
        {
            await over.CancelAsync();
            try
            {
                await striking;
            }
            catch (OperationCanceledException)
            {
                // Its moment did not come while the run was under way.
            }
        }
    }

    private FaultRecord Record(Fault fault, FaultContext? scene, Testimony? testimony, bool resumed, ClosureSummary? summary) => new()
    {
        Kind = kind,
        Seed = seed,
        Fault = fault.Says,
        Fired = fault.Proof,
        Resumed = resumed,
        SecondsToResume = scene is { Started: true } ? ToResume(fault, scene) : null,
        ExitCode = summary?.ExitCode,
        Seconds = clock.Elapsed.TotalSeconds,
        Residuals = testimony?.Residuals ?? [],
        ForeignTouched = testimony?.ForeignTouched ?? [],
        ProtectedChanged = fault.ChangesProtected ? [] : testimony?.ProtectedChanged ?? [],
        Wrong = wrong,
    };

    private static double? ToResume(Fault fault, FaultContext scene) => fault.StruckAt is not { } struck ? null : scene.Forward.Events.Concat(scene.Guard.Events)
        .Where(e => e.ActivityTaskCompletedEventAttributes is not null)
        .Select(e => e.EventTime.ToDateTimeOffset())
        .Where(at => at > struck)
        .Order()
        .Select(at => (double?)(at - struck).TotalSeconds)
        .FirstOrDefault();

    /// <summary>Null when the run was terminated, or ended before it had a plan.</summary>
    private static async Task<ClosureSummary?> SummaryAsync(FaultContext scene)
    {
        try
        {
            return await scene.Run.Handle.GetResultAsync<ClosureSummary>();
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure)
        {
            return failure.Details.ElementAt<ClosureSummary>(0);
        }
        catch (WorkflowFailedException e) when (e.InnerException is CanceledFailureException)
        {
            return (await scene.Run.Handle.QueryAsync<RunStatus>("status", [])).Summary;
        }
        catch (WorkflowFailedException)
        {
            return null;
        }
    }

    private static async Task<RunStatus?> GuardAsync(FaultContext scene) =>
        scene.Guard.Events.Count == 0 ? null : await scene.Run.Guard.QueryAsync<RunStatus>("status", []);

    private static async Task<string> StandsAsync(FaultContext scene)
    {
        var (_, output, error) = await scene.Run.DryRunAsync("status", scene.Run.Id);
        return output + error;
    }
}
