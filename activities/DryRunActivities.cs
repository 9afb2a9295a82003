using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Notices;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Scenarios.Databases;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Supervision;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Supervision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Activities;

/// <summary>Every activity and what it works with, for a host that has <see cref="HostOptions"/>.</summary>
public static class DryRunActivities
{
    /// <summary>The source of the spans of Docker calls, for whoever exports them.</summary>
    public const string DockerSpans = "DotIuCutter.Temporal.Docker";

    /// <summary>The contracts by which activities are registered: an implementation carries no Temporal attribute, so its class would register nothing.</summary>
    public static IReadOnlyList<Type> Contracts { get; } =
        [typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IParentWatch), typeof(IClosure), typeof(ISupervision), typeof(INotices)];

    /// <summary>An abort reaches an activity with its next heartbeat, and is to reach the teardown within a second.</summary>
    public static TimeSpan HeartbeatInterval { get; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Goes into the worker's interceptors: see the policies of the workflows, which count on its heartbeat.</summary>
    public static IWorkerInterceptor Heartbeat { get; } = new HeartbeatInterceptor(HeartbeatInterval);

    public static IServiceCollection AddDryRunActivities(this IServiceCollection services) => services
        .AddLogging()
        .AddSingleton<DockerEngine>()
        .AddSingleton<ProductionReader>()
        .AddSingleton<DrServer>()
        .AddSingleton<RunFence>()
        .AddSingleton<Redactor>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<SecretStore>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IRunStore, RecordedRuns>()
        .AddSingleton<DrLifecycle>()
        .AddSingleton<DrCreationSteps>()
        .AddSingleton<DrCheckSteps>()
        .AddSingleton<IDumpRestorer, DumpRestorer>()
        .AddSingleton<DumpTaking>()
        .AddSingleton<DumpRetention>()
        .AddSingleton<DatabaseRestore>()
        .AddSingleton<CopySteps>()
        .AddSingleton<ScenarioDatabases>()
        .AddSingleton<CodeRun>()
        .AddSingleton<ScenarioRecording>()
        .AddSingleton<IPreflightSteps, PreflightSteps>()
        .AddSingleton<IProvisionSteps, ProvisionSteps>()
        .AddSingleton<IScenarioSteps, ScenarioSteps>()
        .AddSingleton<ITeardownSteps, TeardownSteps>()
        .AddSingleton<IClosureSteps, ClosureSteps>()
        .AddSingleton<IPreflight, PreflightActivities>()
        .AddSingleton<IProvision, ProvisionActivities>()
        .AddSingleton<IScenarios, ScenarioActivities>()
        .AddSingleton<ITeardown, TeardownActivities>()
        .AddSingleton<IParentWatch, ParentWatchActivities>()
        .AddSingleton<IClosure, ClosureActivities>()
        .AddSingleton<ISupervision, SupervisionActivities>()
        .AddSingleton<INotices, NoticeActivities>();
}
