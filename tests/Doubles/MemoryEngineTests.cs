using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>The engine's own rules, which the tests that stand on it take for granted; over HTTP where the real one is spoken to so.</summary>
public sealed class MemoryEngineTests
{
    private readonly MemoryEngine engine = new();

    [Fact]
    public void A_name_that_a_container_has_is_taken_and_that_of_a_network_is_not()
    {
        Assert.Equal(201, Post("/containers/create?name=dr", "{}"));
        Assert.Equal(409, Post("/containers/create?name=dr", "{}"));
        Assert.Equal(201, Post("/networks/create", """{"Name":"net"}"""));
        Assert.Equal(201, Post("/networks/create", """{"Name":"net"}"""));
        Assert.Equal(2, engine.Networks("net").Count);
    }

    [Fact]
    public void A_volume_that_is_there_answers_the_create_with_its_own_labels()
    {
        engine.Add(ObjectKind.Volume, "vol", "mine");
        Assert.Equal(201, Post("/volumes/create", """{"Name":"vol","Labels":{"dryrun.nonce":"another"}}"""));
        Assert.Equal("mine", Assert.Single(engine.Objects).Labels[Labels.Nonce]);
    }

    [Fact]
    public void What_is_in_use_stays_and_what_is_not_there_is_404()
    {
        var network = engine.Add(ObjectKind.Network, "net", nonce: null);
        engine.Add(ObjectKind.Volume, "vol", nonce: null);
        Assert.Equal(201, Post("/containers/create?name=guest", $$"""{"HostConfig":{"Mounts":[{"Type":"volume","Source":"vol"}]},"NetworkingConfig":{"EndpointsConfig":{"{{network.Id}}":{} } } }"""));
        Assert.Equal((409, 403, 404), (Delete("/volumes/vol"), Delete($"/networks/{network.Id}"), Delete("/containers/nobody")));
        Assert.Equal(204, Delete("/containers/guest"));
        Assert.Equal((204, 204), (Delete("/volumes/vol"), Delete($"/networks/{network.Id}")));
        Assert.Empty(engine.Objects);
    }

    [Fact]
    public void An_anonymous_volume_goes_with_its_container_only_when_asked_and_a_named_one_never()
    {
        engine.Add(ObjectKind.Volume, "vol", nonce: null);
        foreach (var (name, query) in new[] { ("one", ""), ("other", "?v=1") })
        {
            Post($"/containers/create?name={name}", """{"HostConfig":{"Mounts":[{"Type":"volume","Source":"vol"},{"Type":"volume"}]}}""");
            Assert.Matches("^[0-9a-f]{64}$", Assert.Single(engine.Objects, o => o.Anonymous && engine.UsersOf(o).Any()).Name);
            Delete($"/containers/{name}{query}");
        }

        Assert.Single(engine.Objects, o => o.Anonymous);
        Assert.NotNull(engine.Volume("vol"));
    }

    [Fact]
    public void What_a_test_refuses_is_not_made_and_not_removed()
    {
        engine.Add(ObjectKind.Volume, "vol", nonce: null);
        engine.Making = engine.Removing = _ => throw new EngineRefusedException(500, "planted");
        Assert.Equal((500, 500), (Post("/networks/create", """{"Name":"net"}"""), Delete("/volumes/vol")));
        Assert.Equal(["vol"], engine.Objects.Select(o => o.Name));
    }

    [Fact]
    public void An_image_is_known_by_its_reference()
    {
        engine.Images.Add("registry/postgres:17");
        Assert.Equal((200, 404), (EngineRequests.Answer(engine, "GET /images/registry/postgres:17/json").Status, EngineRequests.Answer(engine, "GET /images/postgres:17/json").Status));
    }

    private int Post(string path, string body) => EngineRequests.Answer(engine, $"POST {path}", body).Status;

    private int Delete(string path) => EngineRequests.Answer(engine, $"DELETE {path}").Status;
}
