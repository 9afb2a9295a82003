using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>One file a gate.</summary>
internal sealed partial class ClosureActivities(HostOptions host, DockerEngine docker, EvidenceStore evidence) : IClosure;
