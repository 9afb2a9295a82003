using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>
/// The Docker engine and the files of one host, in memory, with the rules that were measured of the real one: a container's name is unique, a
/// network's is not, the create of a volume answers with the one that is there, a volume in use and a network with endpoints stay. It is used by
/// direct calls, and over HTTP by an <see cref="EngineSocket"/>. What goes wrong is the test's to say, in <see cref="Making"/> and <see cref="Removing"/>.
/// </summary>
/// <param name="newId">64 hex digits, another at every call; by default they count.</param>
internal sealed class MemoryEngine(Func<string>? newId = null)
{
    private readonly Lock alone = new();
    private readonly List<EngineObject> objects = [];
    private readonly List<EngineObject> made = [];
    private readonly List<EngineObject> removed = [];
    private int ids;

    /// <summary>Asked before an object is made. Throws <see cref="EngineRefusedException"/> where it is not to be.</summary>
    public Action<EngineObject>? Making { get; set; }

    /// <summary>The same before one is removed.</summary>
    public Action<EngineObject>? Removing { get; set; }

    /// <summary>References of the images that are here.</summary>
    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<EngineObject> Objects => Copy(objects);

    /// <summary>Everything that was ever made, in order.</summary>
    public IReadOnlyList<EngineObject> Made => Copy(made);

    /// <summary>Everything that was removed, in order.</summary>
    public IReadOnlyList<EngineObject> Removed => Copy(removed);

    public EngineObject? Container(string name) => Find(o => o.Kind == ObjectKind.Container && o.Name == name);

    public EngineObject? Volume(string name) => Find(o => o.Kind == ObjectKind.Volume && o.Name == name);

    public EngineObject? File(string path) => Find(o => o.Kind is ObjectKind.SecretFile or ObjectKind.Path && o.Name == path);

    public IReadOnlyList<EngineObject> Networks(string name) => [.. Objects.Where(o => o.Kind == ObjectKind.Network && o.Name == name)];

    public EngineObject? ById(ObjectKind kind, string id) => Find(o => o.Kind == kind && o.Id == id);

    public EngineObject Get(ObjectKind kind, string name) => Objects.Single(o => o.Kind == kind && o.Name == name);

    public IEnumerable<string> Names(ObjectKind kind) => Objects.Where(o => o.Kind == kind).Select(o => o.Name);

    public IEnumerable<EngineObject> UsersOf(EngineObject volume) => Objects.Where(o => o.Kind == ObjectKind.Container && o.Volumes.Contains(volume.Name));

    public IEnumerable<EngineObject> EndpointsOf(EngineObject network) => Objects.Where(o => o.Kind == ObjectKind.Container && o.Network == network.Id);

    /// <summary>Everything a run has made and that is still there.</summary>
    public IEnumerable<EngineObject> Of(string nonce) => Objects.Where(o => o.Maker == nonce);

    /// <param name="kind">What it is.</param>
    /// <param name="name">Null for an anonymous volume.</param>
    /// <param name="shape">What else it is.</param>
    public EngineObject Create(ObjectKind kind, string? name, Action<EngineObject>? shape = null)
    {
        lock (alone)
        {
            if (name is not null && kind == ObjectKind.Volume && Volume(name) is { } there)
            {
                return there;
            }

            var id = newId?.Invoke() ?? (++ids).ToString("x64", CultureInfo.InvariantCulture);
            var created = new EngineObject { Kind = kind, Id = id, Name = name ?? id };
            shape?.Invoke(created);
            Refuse(kind == ObjectKind.Container && Container(created.Name) is not null, 409, $"The container name \"/{name}\" is already in use.");
            Refuse(created.Network is { } network && ById(ObjectKind.Network, network) is null, 404, $"network {created.Network} not found");
            Making?.Invoke(created);
            objects.Add(created);
            made.Add(created);
            return created;
        }
    }

    /// <summary>One that carries this nonce and nothing else of a run.</summary>
    public EngineObject Add(ObjectKind kind, string? name, string? nonce) =>
        Create(kind, name, o => o.Labels = nonce is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [Labels.Nonce] = nonce });

    public string AddAnonymousVolume() => Add(ObjectKind.Volume, name: null, nonce: null).Name;

    /// <summary>What <c>docker rm -f</c>, <c>docker volume rm</c>, <c>docker network rm</c> or unlink do; a container's anonymous volumes go only if asked for.</summary>
    /// <exception cref="EngineRefusedException">It is not there, it is in use, or the test says so.</exception>
    public void Remove(EngineObject target, bool anonymousVolumes = true)
    {
        lock (alone)
        {
            Refuse(!objects.Contains(target), 404, $"No such {target.Kind}: {target.Name}");
            var users = target.Kind switch { ObjectKind.Volume => UsersOf(target), ObjectKind.Network => EndpointsOf(target), _ => [] };
            Refuse(users.Any(), target.Kind == ObjectKind.Volume ? 409 : 403, $"in use by {string.Join(" and ", users.Select(u => $"container '{u.Name}' ({u.Id}), which {(u.Maker is null ? "is foreign" : "is ours")}"))}");
            Drop(target);
            foreach (var anonymous in target.Volumes.Select(Volume).OfType<EngineObject>().Where(v => anonymousVolumes && v.Anonymous && !UsersOf(v).Any()))
            {
                Drop(anonymous);
            }
        }
    }

    /// <summary>Somebody has taken it away, by no rule of the engine.</summary>
    public void Vanish(ObjectKind kind, string name)
    {
        lock (alone)
        {
            objects.RemoveAll(o => o.Kind == kind && o.Name == name);
        }
    }

    private void Drop(EngineObject target)
    {
        Removing?.Invoke(target);
        objects.Remove(target);
        removed.Add(target);
    }

    private EngineObject? Find(Predicate<EngineObject> wanted)
    {
        lock (alone)
        {
            return objects.Find(wanted);
        }
    }

    private IReadOnlyList<EngineObject> Copy(List<EngineObject> list)
    {
        lock (alone)
        {
            return [.. list];
        }
    }

    private static void Refuse(bool when, int status, string reason)
    {
        if (when)
        {
            throw new EngineRefusedException(status, reason);
        }
    }
}
