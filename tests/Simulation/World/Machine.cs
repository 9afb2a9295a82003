using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>
/// Docker and the file system of one host, with Docker's own rules: a container's name is unique, a network's is not, a volume in use and a
/// network with endpoints stay. Every making and destroying goes past the referee.
/// </summary>
internal sealed class Machine(Agenda agenda, Dice dice, Action<string>? trace)
{
    private readonly List<Thing> things = [];

    public IReadOnlyList<Thing> Things => things;

    /// <summary>Who is at work: an attempt of ours, or nobody when it is a foreigner.</summary>
    public Attempt? Actor { get; set; }

    /// <summary>True while the daemon finishes what a dead worker had asked for.</summary>
    public bool Daemon { get; set; }

    /// <summary>Asked before one of ours is made, and before one of ours destroys anything.</summary>
    public Action<Thing>? Making { get; set; }

    public Action<Thing>? Destroying { get; set; }

    public Thing? Container(string name) => things.Find(t => t.Kind == ObjectKind.Container && t.Name == name);

    public Thing? Volume(string name) => things.Find(t => t.Kind == ObjectKind.Volume && t.Name == name);

    public Thing? File(string path) => things.Find(t => t.Kind is ObjectKind.SecretFile or ObjectKind.Path && t.Name == path);

    public IReadOnlyList<Thing> Networks(string name) => things.FindAll(t => t.Kind == ObjectKind.Network && t.Name == name);

    public Thing? ById(ObjectKind kind, string id) => things.Find(t => t.Kind == kind && t.Id == id);

    public IEnumerable<Thing> UsersOf(Thing volume) => things.Where(t => t.Kind == ObjectKind.Container && t.Volumes.Contains(volume.Name));

    public IEnumerable<Thing> EndpointsOf(Thing network) => things.Where(t => t.Kind == ObjectKind.Container && t.Network == network.Id);

    /// <summary>Everything a run has made and that is still there.</summary>
    public IEnumerable<Thing> Of(string nonce) => things.Where(t => t.Maker == nonce);

    public Thing MakeOurs(ObjectKind kind, string name, RunRef run) =>
        Add(new Thing { Kind = kind, Name = name, Id = dice.Id(), Labels = Labels.For(run), Maker = run.Nonce, Late = Daemon, MadeAt = agenda.Now });

    public Thing MakeForeign(ObjectKind kind, string name, string? network = null, params IReadOnlyList<string> volumes) =>
        Add(new Thing { Kind = kind, Name = name, Id = dice.Id(), Network = network, Volumes = volumes, MadeAt = agenda.Now });

    public Thing MakeContainer(string name, RunRef run, string network, IReadOnlyList<string> volumes, string? scenario = null, string? database = null)
    {
        var labels = Labels.For(run);
        if (scenario is not null)
        {
            labels[Labels.Scenario] = scenario;
        }

        return Add(new Thing
        {
            Kind = ObjectKind.Container,
            Name = name,
            Id = dice.Id(),
            Labels = labels,
            Maker = run.Nonce,
            Network = network,
            Volumes = volumes,
            Database = database,
            Late = Daemon,
            MadeAt = agenda.Now,
        });
    }

    public Thing MakeAnonymousVolume(RunRef run)
    {
        var id = dice.Id();
        return Add(new Thing { Kind = ObjectKind.Volume, Name = id, Id = id, Maker = run.Nonce, Anonymous = true, Late = Daemon, MadeAt = agenda.Now });
    }

    /// <summary>What <c>docker rm -f -v</c>, <c>docker volume rm</c>, <c>docker network rm</c> or unlink do. Null, or why not.</summary>
    public string? Destroy(Thing thing)
    {
        var users = thing.Kind switch
        {
            ObjectKind.Volume => UsersOf(thing),
            ObjectKind.Network => EndpointsOf(thing),
            _ => [],
        };
        if (users.Any())
        {
            return $"in use by {string.Join(" and ", users.Select(u => $"container '{u.Name}' ({u.Id}), which {(u.Maker is null ? "is foreign" : "is ours")}"))}";
        }

        Remove(thing);
        foreach (var anonymous in thing.Volumes.Select(Volume).OfType<Thing>().Where(v => v.Anonymous && !UsersOf(v).Any()).ToList())
        {
            Remove(anonymous);
        }

        return null;
    }

    private Thing Add(Thing thing)
    {
        if (thing.Maker is not null)
        {
            Making?.Invoke(thing);
        }

        trace?.Invoke($"{Who} makes {thing}");
        things.Add(thing);
        return thing;
    }

    private void Remove(Thing thing)
    {
        if (Actor is not null)
        {
            Destroying?.Invoke(thing);
        }

        trace?.Invoke($"{Who} destroys {thing}");
        things.Remove(thing);
    }

    private string Who => Daemon ? "the daemon, late," : Actor?.ToString() ?? "a foreigner";
}
