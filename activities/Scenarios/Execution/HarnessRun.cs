using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>Runs a scenario's command in the harness container, once: a later attempt adopts what an earlier one left.</summary>
internal sealed class HarnessRun(DockerEngine docker, RunFence fence, EvidenceStore evidence)
{
    private const int LogLimit = 256 * 1024;

    public async Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created, CancellationToken cancel)
    {
        var run = request.Target.Dr.Run;
        var networks = await docker.Reading.Networks.FindByIdAsync(request.NetworkId, cancel) is { } network ? [network.Name] : Array.Empty<string>();
        using var session = docker.For(HarnessShape.Scope(request, networks));
        if (await session.Containers.FindByNameAsync(request.HarnessName, cancel) is { } found)
        {
            if (Stranger(request, found) is { } stranger)
            {
                return Ended(ScenarioEnd.Refused, reason: stranger);
            }

            var adopted = await FinishAsync(session, request, found.ID, cancel);
            return adopted with { Interrupted = found.State?.Status != "created" };
        }

        var mark = HarnessMark.For(request);
        if (await mark.MadeAsync(cancel))
        {
            return Ended(ScenarioEnd.Unknown, reason: $"an earlier attempt made harness container '{request.HarnessName}', and it is gone: the code may or may not have run");
        }

        var (id, refused) = await fence.CreateAsync(run, () => CreateAsync(session, request, mark, created, cancel));
        return refused ?? await FinishAsync(session, request, id, cancel);
    }

    private static async Task<(string Id, ScenarioRun? Refused)> CreateAsync(
        DockerSession session, CodeRunRequest request, HarnessMark mark, Func<string, Task> created, CancellationToken cancel)
    {
        // The guard lets the container join only what the daemon has just shown to be the run's.
        await session.Networks.FindByIdAsync(request.NetworkId, cancel);
        try
        {
            var id = await session.Containers.CreateAsync(HarnessShape.Parameters(request), cancel);
            await mark.MakeAsync(id);
            await created(id);
            return (id, null);
        }
        catch (DockerFault fault) when (fault.Status == HttpStatusCode.Conflict)
        {
            if (await session.Containers.FindByNameAsync(request.HarnessName, cancel) is not { } other)
            {
                throw;
            }

            return (other.ID, Stranger(request, other) is { } stranger ? Ended(ScenarioEnd.Refused, reason: stranger) : null);
        }
    }

    private async Task<ScenarioRun> FinishAsync(DockerSession session, CodeRunRequest request, string id, CancellationToken cancel)
    {
        try
        {
            var ended = await new HarnessWatch(session, request, id).UntilEndAsync(cancel);
            await KeepLogAsync(session, request, id, cancel);
            return ended;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && CancellationCause.Requested)
        {
            // The operator's abort or cancel; a worker that merely shuts down leaves the container to be adopted.
            using var time = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await session.Containers.FindByIdAsync(id, time.Token);
            await session.Containers.KillAsync(id, time.Token);
            throw;
        }
    }

    private async Task KeepLogAsync(DockerSession session, CodeRunRequest request, string id, CancellationToken cancel)
    {
        if (await session.Containers.FindByIdAsync(id, cancel) is null)
        {
            return;
        }

        var log = await session.Containers.LogsAsync(id, LogLimit, cancel);
        string[] lines = [$"== scenario {request.Scenario.Id}, database {request.Target.Database}, container {id}", .. log.Split('\n')];
        await evidence.AppendAsync(request.Target.Dr.Run, "logs/harness.log", request.Scenario.Id, lines, cancel);
    }

    /// <summary>Why the container under the harness's name is not this scenario's; null when it is.</summary>
    private static string? Stranger(CodeRunRequest request, ContainerInspectResponse found)
    {
        var (run, labels) = (request.Target.Dr.Run, found.Config?.Labels);
        if (!Ownership.Ours(labels, run))
        {
            return $"Container '{request.HarnessName}' ({found.ID}) {Ownership.Describe(labels, run)}; left alone.";
        }

        var scenario = labels is not null && labels.TryGetValue(Labels.Scenario, out var label) ? label : "none";
        var database = found.Config?.Env?.FirstOrDefault(e => e.StartsWith("PGDATABASE=", StringComparison.Ordinal))?["PGDATABASE=".Length..];
        return scenario == request.Scenario.Id && database == request.Target.Database
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Container '{request.HarnessName}' ({found.ID}) is this run's for scenario '{scenario}' on database '{database}', expected '{request.Scenario.Id}' on '{request.Target.Database}'; left alone.");
    }

    private static ScenarioRun Ended(ScenarioEnd end, string reason) => new() { End = end, Reason = reason, Seconds = 0 };
}
