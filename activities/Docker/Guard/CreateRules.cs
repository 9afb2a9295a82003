using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>What a create may ask for: an exact name of the scope, the run's nonce, and nothing that reaches beyond the run.</summary>
internal sealed class CreateRules(DockerCall call, RunScope scope, ObservedObjects sightings)
{
    private static readonly string[] Capabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"];
    private static readonly string[] BridgeOptions =
        ["com.docker.network.bridge.inhibit_ipv4", "com.docker.network.bridge.gateway_mode_ipv4", "com.docker.network.bridge.gateway_mode_ipv6"];

    internal void CheckContainer(JsonElement json)
    {
        var body = new GuardedBody(call, json,
            "Name", "Hostname", "User", "Env", "Cmd", "Entrypoint", "Image", "WorkingDir", "Labels", "HostConfig", "NetworkingConfig");
        body.Require(call.Query.Keys.All(k => k == "name"), "a container is created by name and without options");
        var name = call.Query.GetValueOrDefault("name", "");
        body.Require(!body.Has("Name") || body.Text("Name") == name, "it says two names");
        Named(body, name, scope.Containers);
        body.Require(scope.ImageId is { } id && body.Text("Image") == id, $"the image must be the recorded '{scope.ImageId}', by id");
        body.Require(!body.Texts("Env").Any(HoldsPassword), "a password is never passed by environment");
        CheckHost(new GuardedBody(call, body["HostConfig"],
            "Mounts", "NetworkMode", "RestartPolicy", "CapDrop", "CapAdd", "SecurityOpt", "Memory", "MemorySwap", "CpuShares", "PidsLimit", "ShmSize", "ReadonlyRootfs", "Tmpfs", "LogConfig"));
        var endpoints = new GuardedBody(call, body["NetworkingConfig"], "EndpointsConfig").Map("EndpointsConfig").Keys;
        body.Require(endpoints.All(sightings.OwnsNetwork), "a container joins only the run's own network, by id");
    }

    internal void CheckNetwork(JsonElement json)
    {
        var body = new GuardedBody(call, json, "Name", "Driver", "Internal", "Options", "Labels", "CheckDuplicate", "EnableIPv4");
        Named(body, body.Text("Name"), scope.Networks);
        body.Require(body.Text("Driver") == "bridge" && body.Flag("Internal"), "a network is an internal bridge");
        body.Require(body.Map("Options").Keys.All(BridgeOptions.Contains), "a network has only the options that shut off its gateway");
    }

    internal void CheckVolume(JsonElement json)
    {
        var body = new GuardedBody(call, json, "Name", "Driver", "DriverOpts", "Labels");
        Named(body, body.Text("Name"), scope.Volumes);
        body.Require(body.Text("Driver") is "" or "local", "a volume is a local one");
        body.Require(VolumeStorage.Megabytes(body.Map("DriverOpts")) is not null, "a volume is Docker's own directory or a tmpfs of a fixed size");
    }

    private void CheckHost(GuardedBody host)
    {
        foreach (var mount in host["Mounts"] is { ValueKind: JsonValueKind.Array } mounts ? mounts.EnumerateArray() : default)
        {
            var body = new GuardedBody(call, mount, "Type", "Source", "Target", "ReadOnly");
            var wanted = new ScopeMount(body.Text("Type"), body.Text("Source"), body.Text("Target"), body.Flag("ReadOnly"));
            body.Require(scope.Mounts.Contains(wanted), $"the mount '{wanted}' is not in the scope");
            body.Require(wanted.Type != "volume" || sightings.OwnsVolume(wanted.Source), $"volume '{wanted.Source}' was not seen to carry the run's nonce");
        }

        host.Require(sightings.OwnsNetwork(host.Text("NetworkMode")), "a container joins only the run's own network, by id");
        host.Require(new GuardedBody(call, host["RestartPolicy"], "Name").Text("Name") is "no" or "", "a container never restarts by itself");
        host.Require(host.Texts("CapDrop") is ["ALL"], "a container drops all capabilities");
        host.Require(host.Texts("CapAdd").All(Capabilities.Contains), "a container gets back only what PostgreSQL's entrypoint needs");
        host.Require(host.Texts("SecurityOpt") is ["no-new-privileges"], "a container has no-new-privileges and no other security option");
        host.Require(host.Number("Memory") > 0 && host.Number("PidsLimit") > 0, "a container has limits of memory and processes");
    }

    private void Named(GuardedBody body, string name, IReadOnlyList<string> names)
    {
        body.Require(scope.Run is not null, "this scope only reads");
        body.Require(names.Contains(name, StringComparer.Ordinal), $"'{name}' is not an exact name of the scope");
        body.Require(scope.Run is { } run && body.Map("Labels").GetValueOrDefault(Labels.Nonce) == run.Nonce, "the label dryrun.nonce must be the run's");
    }

    private static bool HoldsPassword(string variable) =>
        variable.Split('=')[0] is var name && name.EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase);
}
