using System.Globalization;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.Engine;

/// <summary>G-02: the engine answers, by an API that this product works with.</summary>
internal sealed class G02Engine(HostOptions host, DockerEngine docker)
{
    private const string MinimumApiVersion = "1.41";

    public async Task<(GateResult Gate, EngineCapture Engine)> JudgeAsync()
    {
        var version = await docker.Reading.System.VersionAsync(CurrentActivity.Cancel);
        var info = await docker.Reading.System.InfoAsync(CurrentActivity.Cancel);
        var engine = new EngineCapture { Id = info.ID ?? "", Version = version.Version ?? "unknown", ApiVersion = version.APIVersion ?? "unknown", LiveRestore = info.LiveRestoreEnabled };
        var found = string.Create(CultureInfo.InvariantCulture,
            $"engine {engine.Version}, API {engine.ApiVersion}, live-restore {(engine.LiveRestore ? "on" : "off: restarting the daemon would stop every container, protected ones too")}");
        var (subject, expected) = ($"Docker engine at {host.DockerEndpoint}", $"API {MinimumApiVersion} or later");
        var gate = Version.TryParse(engine.ApiVersion, out var api) && api >= Version.Parse(MinimumApiVersion)
            ? GateResult.Green(Gate.EngineAnswers, subject, expected, found)
            : GateResult.Red(Gate.EngineAnswers, subject, expected, found, "Run the worker beside Docker Engine 20.10 or later.");
        return (gate, engine);
    }
}
