using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>The scope of one run, and what a daemon and a client would say about its objects.</summary>
internal static class GuardSample
{
    internal const string Nonce = "0123456789abcdef0123456789abcdef";
    internal const string Image = "sha256:img";
    internal static readonly string Id = new('a', 64);
    internal static readonly string Network = new('b', 64);
    internal static readonly string Anonymous = new('c', 64);
    internal static readonly RunScope Scope = new()
    {
        Run = new RunRef { WorkflowId = "w", Plan = "p", Nonce = Nonce },
        Containers = ["dr"],
        Networks = ["net"],
        Volumes = ["vol"],
        Mounts = [new ScopeMount("bind", "/wd/sock", "/sock", ReadOnly: false), new ScopeMount("volume", "vol", "/data", ReadOnly: false)],
        ImageId = Image,
        Pulls = ["postgres:17"],
    };

    /// <summary>A daemon that has shown the run's network and volume.</summary>
    internal static async Task<FakeDaemon> PreparedAsync()
    {
        var daemon = new FakeDaemon(Named("net", Nonce));
        await daemon.SendAsync("GET", $"/networks/{Network}");
        daemon.Answer = Named("vol", Nonce);
        await daemon.SendAsync("GET", "/volumes/vol");
        return daemon;
    }

    internal static string Container(string name = "dr", string? nonce = Nonce) =>
        $$"""{"Id":"{{Id}}","Name":"/{{name}}","Config":{"Labels":{{LabelsOf(nonce)}}},"Mounts":[{"Type":"volume","Name":"{{Anonymous}}"}]}""";

    internal static string Named(string name, string? nonce) => $$"""{"Id":"{{Network}}","Name":"{{name}}","Labels":{{LabelsOf(nonce)}}}""";

    internal static string LabelsOf(string? nonce) => nonce is null ? "null" : $$"""{"{{Labels.Nonce}}":"{{nonce}}"}""";

    internal static string Exec(string program) => JsonSerializer.Serialize(new { AttachStdout = true, Cmd = ExecPrograms.Launching([program, "-X"]) });

    /// <summary>The DR of the scope, but for one member.</summary>
    internal static string Create(string? member = null, string? value = null)
    {
        var body = JsonNode.Parse($$"""
            {"Image":"{{Image}}","Labels":{"{{Labels.Nonce}}":"{{Nonce}}"},"Env":["POSTGRES_PASSWORD_FILE=/run/secrets/dr.password"],
             "HostConfig":{"NetworkMode":"{{Network}}","CapDrop":["ALL"],"CapAdd":["CHOWN"],"SecurityOpt":["no-new-privileges"],"Memory":1,"PidsLimit":1,
               "RestartPolicy":{"Name":"no"},"PortBindings":{},"Privileged":false,
               "Mounts":[{"Type":"bind","Source":"/wd/sock","Target":"/sock","ReadOnly":false},{"Type":"volume","Source":"vol","Target":"/data"}]},
             "NetworkingConfig":{"EndpointsConfig":{"{{Network}}":{"Aliases":["dr"]} } } }
            """)!.AsObject();
        if (member is null)
        {
            return body.ToJsonString();
        }

        var path = member.Split('.');
        var parent = path.Length == 1 ? body : body[path[0]]!.AsObject();
        parent[path[^1]] = JsonNode.Parse(value!);
        return body.ToJsonString();
    }
}
