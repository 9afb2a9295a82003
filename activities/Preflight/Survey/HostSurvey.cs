using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.Survey;

/// <summary>What a worker on this host needs whatever the plan: an engine (G-02) and a tmpfs for secrets. Changes nothing.</summary>
public static class HostSurvey
{
    private const string Tmpfs = "/dev/shm";

    /// <summary>One finding a thing, in the order in which a run needs them.</summary>
    public static async Task<IReadOnlyList<SurveyFinding>> TakeAsync(HostOptions host, CancellationToken cancel) =>
        [await EngineAsync(host, cancel), Memory()];

    private static async Task<SurveyFinding> EngineAsync(HostOptions host, CancellationToken cancel)
    {
        using var docker = new DockerEngine(host);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            time.CancelAfter(TimeSpan.FromSeconds(10));
            return SurveyFinding.From((await new G02Engine(host, docker).JudgeAsync().WaitAsync(time.Token)).Gate);
        }
        catch (Exception fault) when (fault is DockerFault or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return SurveyFinding.Fails(
                Gate.EngineAnswers.Id, $"Docker engine at {host.DockerEndpoint}", "an engine that answers", Found(host.DockerEndpoint, fault),
                "Start Docker, name its socket with DRYRUN_DOCKER, or give the worker's user the group that may use it.");
        }
    }

    private static string Found(Uri endpoint, Exception fault) => fault switch
    {
        _ when endpoint.Scheme == "unix" && !File.Exists(endpoint.AbsolutePath) => "no such socket",
        DockerFault => (fault.InnerException?.GetBaseException().Message ?? fault.Message).TrimEnd('.'),
        _ => "no answer in 10 s",
    };

    private static SurveyFinding Memory() => MountTable.TypeOf(Tmpfs) is var type && type == "tmpfs"
        ? SurveyFinding.Holds("host", $"tmpfs for secrets, {Tmpfs}", "tmpfs", type)
        : SurveyFinding.Fails("host", $"tmpfs for secrets, {Tmpfs}", "tmpfs", type, "Mount one, and give plans a workDirectory.secrets on it: secrets are kept in memory only (G-05).");
}
