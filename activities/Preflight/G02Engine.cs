using System.Globalization;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<EngineVerdict> CheckEngineAsync(EngineRequest request)
    {
        var version = await docker.Reading.System.VersionAsync(CurrentActivity.Cancel);
        var info = await docker.Reading.System.InfoAsync(CurrentActivity.Cancel);
        var engine = new EngineCapture { Id = info.ID ?? "", Version = version.Version ?? "unknown", ApiVersion = version.APIVersion ?? "unknown", LiveRestore = info.LiveRestoreEnabled };
        var found = string.Create(CultureInfo.InvariantCulture,
            $"engine {engine.Version}, API {engine.ApiVersion}, live-restore {(engine.LiveRestore ? "on" : "off: restarting the daemon would stop every container, protected ones too")}");
        var (subject, expected) = ($"Docker engine at {host.DockerEndpoint}", $"API {request.MinimumApiVersion} or later");
        var gate = Version.TryParse(engine.ApiVersion, out var api) && api >= Version.Parse(request.MinimumApiVersion)
            ? GateResult.Green("G-02", subject, expected, found)
            : GateResult.Red("G-02", subject, expected, found, "Run the worker beside Docker Engine 20.10 or later.");
        return new EngineVerdict { Gate = gate, Engine = engine };
    }
}
