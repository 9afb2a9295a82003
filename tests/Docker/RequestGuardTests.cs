using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

public sealed class RequestGuardTests
{
    private const string Nonce = "0123456789abcdef0123456789abcdef";
    private const string Image = "sha256:img";
    private static readonly string Id = new('a', 64);
    private static readonly string Network = new('b', 64);
    private static readonly string Anonymous = new('c', 64);
    private static readonly RunScope Scope = new()
    {
        Run = new RunRef { WorkflowId = "w", Plan = "p", Nonce = Nonce },
        Containers = ["dr"],
        Networks = ["net"],
        Volumes = ["vol"],
        Mounts = [new ScopeMount("bind", "/wd/sock", "/sock", ReadOnly: false), new ScopeMount("volume", "vol", "/data", ReadOnly: false)],
        ImageId = Image,
        Pulls = ["postgres:17"],
    };

    [Theory]
    [InlineData("POST", "/containers/prune")]
    [InlineData("POST", "/volumes/prune")]
    [InlineData("POST", "/networks/prune")]
    [InlineData("POST", "/images/prune")]
    [InlineData("POST", "/build/prune")]
    [InlineData("POST", "/v1.41/volumes/prune")]
    [InlineData("POST", "/system/prune")]
    [InlineData("POST", "/build")]
    [InlineData("POST", "/commit")]
    [InlineData("DELETE", "/images/postgres")]
    [InlineData("DELETE", "/containers/dr?force=1&v=1")]
    [InlineData("DELETE", "/containers/aaaaaaaaaaaa?force=1&v=1")]
    [InlineData("DELETE", "/networks/net")]
    [InlineData("DELETE", "/volumes/other")]
    [InlineData("DELETE", "/volumes/vol?force=1")]
    [InlineData("DELETE", "/volumes/%76ol")]
    [InlineData("POST", "/networks/net/disconnect")]
    [InlineData("POST", "/networks/net/connect")]
    [InlineData("POST", "/containers/dr/stop")]
    [InlineData("POST", "/containers/dr/restart")]
    [InlineData("POST", "/containers/dr/rename?name=x")]
    [InlineData("POST", "/containers/dr/update")]
    [InlineData("PUT", "/containers/dr/archive?path=/")]
    [InlineData("GET", "/containers/dr/export")]
    [InlineData("POST", "/swarm/init")]
    [InlineData("POST", "/images/create?fromImage=other&tag=1")]
    [InlineData("POST", "/images/create?fromImage=postgres")]
    [InlineData("POST", "/images/create?fromSrc=-")]
    public Task Refuses_what_this_product_never_asks(string method, string path) => RefusedAsync(new Daemon(), method, path);

    [Fact]
    public async Task Deletes_a_container_that_the_daemon_showed_to_be_ours()
    {
        var daemon = new Daemon(Container());
        await daemon.SendAsync("GET", "/containers/dr/json");
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("DELETE", $"/containers/{Id}?force=1&v=1"));
    }

    [Fact]
    public Task Refuses_to_delete_a_container_that_was_not_looked_at() => RefusedAsync(new Daemon(Container()), "DELETE", $"/containers/{Id}?force=1&v=1");

    [Theory]
    [InlineData("other", Nonce)]
    [InlineData("dr", "ffffffffffffffffffffffffffffffff")]
    [InlineData("dr", null)]
    public async Task Refuses_to_delete_or_touch_a_container_of_another_name_or_nonce(string name, string? nonce)
    {
        var daemon = new Daemon(Container(name, nonce));
        await daemon.SendAsync("GET", "/containers/dr/json");
        await RefusedAsync(daemon, "DELETE", $"/containers/{Id}?force=1&v=1");
        await RefusedAsync(daemon, "POST", $"/containers/{Id}/start");
        await RefusedAsync(daemon, "POST", $"/containers/{Id}/kill?signal=KILL");
        await RefusedAsync(daemon, "DELETE", $"/volumes/{Anonymous}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?force=1")]
    [InlineData("?force=1&v=1&link=1")]
    public async Task Refuses_another_way_to_delete_our_container(string query)
    {
        var daemon = new Daemon(Container());
        await daemon.SendAsync("GET", "/containers/dr/json");
        await RefusedAsync(daemon, "DELETE", $"/containers/{Id}{query}");
    }

    [Fact]
    public async Task Deletes_an_anonymous_volume_only_when_it_hangs_on_our_container_or_was_captured()
    {
        await RefusedAsync(new Daemon(), "DELETE", $"/volumes/{Anonymous}");
        var seen = new Daemon(Container());
        await seen.SendAsync("GET", "/containers/dr/json");
        Assert.Equal(HttpStatusCode.OK, await seen.SendAsync("DELETE", $"/volumes/{Anonymous}"));
        var captured = new Daemon(scope: Scope with { AnonymousVolumes = [Anonymous] });
        Assert.Equal(HttpStatusCode.OK, await captured.SendAsync("DELETE", $"/volumes/{Anonymous}"));
    }

    [Fact]
    public async Task Deletes_a_volume_once_for_each_time_its_nonce_was_seen()
    {
        var daemon = new Daemon(Named("vol", Nonce));
        await RefusedAsync(daemon, "DELETE", "/volumes/vol");
        await daemon.SendAsync("GET", "/volumes/vol");
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("DELETE", "/volumes/vol"));
        await RefusedAsync(daemon, "DELETE", "/volumes/vol");
    }

    [Fact]
    public async Task Deletes_a_network_only_with_our_name_and_nonce()
    {
        var ours = new Daemon(Named("net", Nonce));
        await ours.SendAsync("GET", $"/networks/{Network}");
        Assert.Equal(HttpStatusCode.OK, await ours.SendAsync("DELETE", $"/networks/{Network}"));
        foreach (var foreign in (string[])[Named("net", "other"), Named("other", Nonce), Named("net", null)])
        {
            var daemon = new Daemon(foreign);
            await daemon.SendAsync("GET", $"/networks/{Network}");
            await RefusedAsync(daemon, "DELETE", $"/networks/{Network}");
        }
    }

    [Fact]
    public async Task Changes_nothing_in_a_scope_that_only_reads()
    {
        var daemon = new Daemon(Container(), RunScope.Reading);
        await daemon.SendAsync("GET", "/containers/dr/json");
        await RefusedAsync(daemon, "DELETE", $"/containers/{Id}?force=1&v=1");
        await RefusedAsync(daemon, "POST", "/containers/create?name=dr", Create());
        await RefusedAsync(daemon, "POST", $"/containers/{Id}/exec", Exec("psql"));
    }

    [Fact]
    public async Task Creates_the_container_of_the_scope()
    {
        var daemon = await PreparedAsync();
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", "/containers/create?name=dr", Create()));
    }

    [Theory]
    [InlineData("HostConfig.Privileged", "true")]
    [InlineData("HostConfig.PidMode", "\"host\"")]
    [InlineData("HostConfig.IpcMode", "\"host\"")]
    [InlineData("HostConfig.UTSMode", "\"host\"")]
    [InlineData("HostConfig.UsernsMode", "\"host\"")]
    [InlineData("HostConfig.NetworkMode", "\"host\"")]
    [InlineData("HostConfig.NetworkMode", "\"bridge\"")]
    [InlineData("HostConfig.NetworkMode", "null")]
    [InlineData("HostConfig.RestartPolicy", "{\"Name\":\"always\"}")]
    [InlineData("HostConfig.RestartPolicy", "{\"Name\":\"unless-stopped\"}")]
    [InlineData("HostConfig.PortBindings", "{\"5432/tcp\":[{\"HostPort\":\"5432\"}]}")]
    [InlineData("HostConfig.PublishAllPorts", "true")]
    [InlineData("HostConfig.Binds", "[\"/:/host\"]")]
    [InlineData("HostConfig.Mounts", "[{\"Type\":\"bind\",\"Source\":\"/\",\"Target\":\"/host\"}]")]
    [InlineData("HostConfig.Mounts", "[{\"Type\":\"bind\",\"Source\":\"/wd/sock\",\"Target\":\"/sock\",\"BindOptions\":{\"Propagation\":\"shared\"}}]")]
    [InlineData("HostConfig.VolumesFrom", "[\"prod\"]")]
    [InlineData("HostConfig.Devices", "[{\"PathOnHost\":\"/dev/sda\"}]")]
    [InlineData("HostConfig.CapAdd", "[\"SYS_ADMIN\"]")]
    [InlineData("HostConfig.CapDrop", "[]")]
    [InlineData("HostConfig.SecurityOpt", "[\"no-new-privileges\",\"seccomp=unconfined\"]")]
    [InlineData("HostConfig.SecurityOpt", "null")]
    [InlineData("HostConfig.Memory", "0")]
    [InlineData("HostConfig.PidsLimit", "0")]
    [InlineData("HostConfig.privileged", "true")]
    [InlineData("HostConfig.ExtraHosts", "[\"prod:10.0.0.1\"]")]
    [InlineData("Image", "\"postgres:17\"")]
    [InlineData("Labels", "{}")]
    [InlineData("Labels", "{\"dryrun.nonce\":\"ffffffffffffffffffffffffffffffff\"}")]
    [InlineData("Env", "[\"POSTGRES_PASSWORD=x\"]")]
    [InlineData("Name", "\"other\"")]
    [InlineData("NetworkingConfig", "{\"EndpointsConfig\":{\"bridge\":{}}}")]
    public async Task Refuses_a_container_that_reaches_beyond_the_run(string member, string value)
    {
        var daemon = await PreparedAsync();
        await RefusedAsync(daemon, "POST", "/containers/create?name=dr", Create(member, value));
    }

    [Fact]
    public async Task Refuses_a_container_of_another_name()
    {
        var daemon = await PreparedAsync();
        await RefusedAsync(daemon, "POST", "/containers/create?name=other", Create());
        await RefusedAsync(daemon, "POST", "/containers/create", Create());
    }

    [Theory]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", true)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":false,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"host\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"other\",\"Driver\":\"bridge\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true,\"Options\":{\"com.docker.network.bridge.name\":\"docker0\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", true)]
    [InlineData("/volumes/create", "{\"Name\":\"other\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\"}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"device\":\"/\",\"o\":\"bind\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"Name\":\"vol\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    public async Task Creates_only_the_networks_and_volumes_of_the_scope(string path, string body, bool allowed)
    {
        var (daemon, json) = (new Daemon(), body.Replace("NONCE", Nonce, StringComparison.Ordinal));
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", path, json));
        }
        else
        {
            await RefusedAsync(daemon, "POST", path, json);
        }
    }

    [Theory]
    [InlineData("pg_dump", true)]
    [InlineData("/usr/lib/postgresql/17/bin/psql", true)]
    [InlineData("sh", false)]
    [InlineData("dropdb", false)]
    [InlineData("/tmp/psql", false)]
    public async Task Runs_only_the_programs_that_read_in_containers_of_others(string program, bool allowed)
    {
        var daemon = new Daemon(Container("production", null), RunScope.Reading with { RunsPrograms = true });
        await RefusedAsync(daemon, "POST", $"/containers/{Id}/exec", Exec(program));
        await daemon.SendAsync("GET", $"/containers/{Id}/json");
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", $"/containers/{Id}/exec", Exec(program)));
        }
        else
        {
            await RefusedAsync(daemon, "POST", $"/containers/{Id}/exec", Exec(program));
        }

        await RefusedAsync(daemon, "POST", "/exec/" + new string('d', 64) + "/start", "{}");
    }

    [Theory]
    [InlineData("{\"Privileged\":true,\"Cmd\":CMD}")]
    [InlineData("{\"Env\":[\"PGPASSWORD=x\"],\"Cmd\":CMD}")]
    [InlineData("{\"AttachStdin\":true,\"Cmd\":CMD}")]
    [InlineData("{\"Cmd\":[\"sh\",\"-c\",\"rm -rf /\"]}")]
    [InlineData("{\"Cmd\":[\"psql\"]}")]
    public async Task Refuses_an_exec_of_any_other_form(string body)
    {
        var daemon = new Daemon(Container("production", null), RunScope.Reading with { RunsPrograms = true });
        await daemon.SendAsync("GET", $"/containers/{Id}/json");
        var cmd = JsonSerializer.Serialize(ExecPrograms.Launching(["psql"]));
        await RefusedAsync(daemon, "POST", $"/containers/{Id}/exec", body.Replace("CMD", cmd, StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(Daemon daemon, string method, string path, string? body = null)
    {
        var before = daemon.Requests;
        await Assert.ThrowsAsync<GuardRefusedException>(() => daemon.SendAsync(method, path, body));
        Assert.Equal(before, daemon.Requests);
    }

    private static async Task<Daemon> PreparedAsync()
    {
        var daemon = new Daemon(Named("net", Nonce));
        await daemon.SendAsync("GET", $"/networks/{Network}");
        daemon.Answer = Named("vol", Nonce);
        await daemon.SendAsync("GET", "/volumes/vol");
        return daemon;
    }

    private static string Container(string name = "dr", string? nonce = Nonce) =>
        $$"""{"Id":"{{Id}}","Name":"/{{name}}","Config":{"Labels":{{LabelsOf(nonce)}}},"Mounts":[{"Type":"volume","Name":"{{Anonymous}}"}]}""";

    private static string Named(string name, string? nonce) => $$"""{"Id":"{{Network}}","Name":"{{name}}","Labels":{{LabelsOf(nonce)}}}""";

    private static string LabelsOf(string? nonce) => nonce is null ? "null" : $$"""{"{{Labels.Nonce}}":"{{nonce}}"}""";

    private static string Exec(string program) => JsonSerializer.Serialize(new { AttachStdout = true, Cmd = ExecPrograms.Launching([program, "-X"]) });

    private static string Create(string? member = null, string? value = null)
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

    /// <summary>A daemon that answers every request with the same words and counts them.</summary>
    private sealed class Daemon(string answer = "{}", RunScope? scope = null) : HttpMessageHandler
    {
        private HttpMessageInvoker? client;

        internal string Answer { get; set; } = answer;

        internal int Requests { get; private set; }

        internal async Task<HttpStatusCode> SendAsync(string method, string path, string? body = null)
        {
            client ??= new HttpMessageInvoker(new RequestGuard(scope ?? Scope, this));
            using var request = new HttpRequestMessage(new HttpMethod(method), $"http://docker{path}");
            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            using var response = await client.SendAsync(request, CancellationToken.None);
            return response.StatusCode;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer) });
        }
    }
}
