using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Closure;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>One file a gate.</summary>
internal sealed partial class ClosureActivities(HostOptions host, DockerEngine docker, EvidenceStore evidence) : IClosure;
