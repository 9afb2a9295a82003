using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>One file a step.</summary>
internal sealed partial class SupervisionActivities(HostOptions host, DockerEngine docker, EvidenceStore evidence, ILogger<SupervisionActivities> log) : ISupervision;
