using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>Supervision as its workflow asks for it.</summary>
internal sealed class SupervisionActivities(HostOptions host, DockerEngine docker, IRunStore runs, TimeProvider time, ILogger<SupervisionActivities> log) : ISupervision
{
    public Task<ReopenedRuns> ReopenAsync(ReopenRequest request)
    {
        var client = ActivityExecutionContext.Current.TemporalClient;
        return new ClosedRunCheck(host, docker, runs, log).ReopenAsync(request, async run => await TeardownStart.HolderAsync(client, run) is not null);
    }

    public Task<OpenManifests> FindOpenAsync(FindOpenRequest request) => new OpenRunSearch(host, log).FindAsync(request);

    public Task<SupervisedRun> StartTeardownAsync(OpenManifest manifest) => new TeardownStart(host, time, log).StartAsync(manifest);
}
