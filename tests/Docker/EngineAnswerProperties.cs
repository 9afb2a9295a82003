using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>
/// An engine, or a proxy before it, may answer anything. Each answer is taken or told as the engine's fault, which is tried again; never as a
/// fault of ours that says nothing to the operator.
/// </summary>
public sealed class EngineAnswerProperties
{
    private const string Labels = $$"""{"dryrun.nonce":"{{GuardSample.Nonce}}","x":null}""";

    private static readonly string Container =
        $$"""
        {"Id":"{{GuardSample.Id}}","Name":"/dr","Image":"sha256:1","RestartCount":1,"Config":{"Labels":{{Labels}},"Env":["A=b"]},"State":{"Status":"running","Running":true,"StartedAt":"t"},
         "Mounts":[{"Type":"volume","Name":"{{GuardSample.Anonymous}}","Source":"/s","Destination":"/d","RW":true}],
         "NetworkSettings":{"Networks":{"net":{"NetworkID":"{{GuardSample.Network}}"} } } }
        """;

    private static readonly string Listed = $$"""{"Id":"{{GuardSample.Id}}","Names":["/dr"],"Labels":{{Labels}},"Mounts":[]}""";
    private static readonly string Network = $$"""{"Id":"{{GuardSample.Network}}","Name":"net","Labels":{{Labels}},"Containers":{"a":{"Name":"x"} } }""";
    private static readonly string Volume = $$"""{"Name":"vol","Driver":"local","Labels":{{Labels}} }""";
    private static readonly RunRef Run = new() { WorkflowId = "w", Plan = "p", Nonce = GuardSample.Nonce };

    [Fact]
    public Task Of_a_container() => HoldsAsync(Container, (session, cancel) => session.Containers.FindByNameAsync("dr", cancel), found => found is null ? "" : $"{ContainerReading.From(found)}{string.Join("", ContainerReading.AnonymousVolumes(found))}");

    [Fact]
    public Task Of_containers() => HoldsAsync(
        $"[{Listed},{Listed.Replace('a', 'd')}]", (session, cancel) => session.Containers.ListAsync(cancel), all => string.Join(",", all.Select(c => Inventory.Name(c))));

    [Fact]
    public Task Of_networks() => HoldsAsync($"[{Network}]", (session, cancel) => session.Networks.FindByNameAsync("net", cancel), all => string.Join(",", all.Select(n => Ownership.Describe(n.Labels, Run))));

    [Fact]
    public Task Of_a_volume() => HoldsAsync(Volume, (session, cancel) => session.Volumes.FindAsync("vol", cancel), found => Ownership.Describe(found?.Labels, Run));

    [Fact]
    public Task Of_volumes() => HoldsAsync($$"""{"Volumes":[{{Volume}}],"Warnings":null}""", (session, cancel) => session.Volumes.ListAsync(cancel), all => string.Join(",", all.Select(v => v.Name)));

    [Fact]
    public Task Of_an_image() => HoldsAsync("""{"Id":"sha256:1","RepoTags":["postgres:17"],"Config":{"User":""}}""", (session, cancel) => session.Images.FindAsync("postgres:17", cancel), found => $"{found?.ID}");

    [Fact]
    public Task Of_a_refusal() => HoldsAsync("""{"message":"no such network"}""", (session, cancel) => session.Containers.FindByNameAsync("dr", cancel), _ => "", status: 500);

    [Fact]
    public async Task Of_its_version()
    {
        using var scratch = new Scratch();
        await using var engine = new EngineSocket();
        using var docker = new DockerEngine(scratch.Host with { DockerEndpoint = engine.Endpoint });
        var gate = new G02Engine(scratch.Host, docker);
        foreach (var asked in new[] { "/version", "/info" })
        {
            await JsonGen.Bent("""{"Id":"e","ID":"e","Version":"20.10","ApiVersion":"1.41","LiveRestoreEnabled":true}""").SampleAsync(async text =>
            {
                engine.Instead = request => request.Contains(asked, StringComparison.Ordinal)
                    ? new EngineAnswer(200) { Text = text }
                    : new EngineAnswer(200, new { Id = "e", ID = "e", Version = "20.10", ApiVersion = "1.41" });
                await ToldAsync(async () => (await gate.JudgeAsync()).Gate.Found);
            }, iter: 150, threads: 1);
        }
    }

    [Fact]
    public async Task Of_identities_and_the_inventory()
    {
        var objects = new Objects { Network = "net", Volume = "vol", DrContainer = "dr", HarnessContainer = "harness" };
        await using var engine = new EngineSocket();
        using var session = new DockerSession(engine.Endpoint, GuardSample.Scope);
        await Gen.OneOf(JsonGen.Bent(Container), JsonGen.Bent($"[{Network}]"), JsonGen.Bent(Volume), JsonGen.Value).SampleAsync(async text =>
        {
            engine.Instead = _ => new EngineAnswer(200) { Text = text };
            await ToldAsync(async () => $"{await IdentityCapture.CaptureAsync(session, new NamesRequest { Run = Run, Objects = objects }, CancellationToken.None)}");
            await ToldAsync(async () => $"{(await Inventory.ReadAsync(session, CancellationToken.None)).Captured}");
            await ToldAsync(async () => $"{(await WatchedContainers.CaptureAsync(session, [""], CancellationToken.None)).Count}");
        }, iter: 200, threads: 1);
    }

    private static async Task HoldsAsync<T>(string good, Func<DockerSession, CancellationToken, Task<T>> ask, Func<T, string> use, int status = 200)
    {
        await using var engine = new EngineSocket();
        using var session = new DockerSession(engine.Endpoint, GuardSample.Scope);

        // Unbent it is understood, so that what is bent is bent from something.
        engine.Instead = request => new EngineAnswer(status) { Text = request.StartsWith("GET /networks/", StringComparison.Ordinal) ? good.Trim('[', ']') : good };
        if (status == 200)
        {
            Assert.NotNull(use(await ask(session, CancellationToken.None)));
        }

        await Gen.Frequency((5, JsonGen.Bent(good)), (1, JsonGen.Value)).SampleAsync(async text =>
        {
            engine.Instead = request => new EngineAnswer(status) { Text = request.StartsWith("GET /networks/", StringComparison.Ordinal) ? Network : text };
            await ToldAsync(async () => use(await ask(session, CancellationToken.None)));
        }, iter: 250, threads: 1);
    }

    private static async Task ToldAsync(Func<Task<string>> ask)
    {
        try
        {
            Assert.NotNull(await ask());
        }
        catch (DockerFault fault)
        {
            Assert.StartsWith("Docker could not", fault.Message, StringComparison.Ordinal);
        }
        catch (GuardRefusedException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }
}
