using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>One file a capture or gate.</summary>
internal sealed partial class PreflightActivities(HostOptions host, DockerEngine docker, ProductionReader production) : IPreflight;
