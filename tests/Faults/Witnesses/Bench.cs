namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>
/// The witnesses of one run, none of them the product: what stood on the engine before and after, Docker's own events, the requests the
/// proxy saw, production's change stream, and planted files beside the run's directories.
/// </summary>
internal sealed class Bench
{
    private readonly FaultSession session;
    private readonly FaultContext scene;
    private readonly Standing before;
    private readonly int mark;

    private Bench(FaultSession session, FaultContext scene, Standing before) => (this.session, this.scene, this.before, mark) = (session, scene, before, session.Events.Count);

    private IReadOnlyList<string> Own => scene.Own;

    /// <summary>Before the worker starts.</summary>
    public static async Task<Bench> SeatAsync(FaultSession session, FaultContext scene)
    {
        foreach (var directory in new[] { scene.Plan.WorkDirectory.Path, scene.Plan.WorkDirectory.Secrets })
        {
            await PlantAsync(scene, $"{directory}-bystander");
        }

        return new Bench(session, scene, await Standing.ReadAsync(session.Engine));
    }

    public async Task<Testimony> HearAsync()
    {
        await session.CatchUpAsync();
        var after = await Standing.ReadAsync(session.Engine);
        var events = session.Events.Since(mark);
        return new Testimony
        {
            Residuals = [.. Left(after), .. new[] { scene.Plan.WorkDirectory.Path, scene.Plan.WorkDirectory.Secrets }.Where(Path.Exists).Select(p => $"'{p}' is still there")],
            ForeignTouched = [.. Changed(after, o => !session.Protects(o) && !(scene.Fault.ChangesProtected && MadeAnew(after, o))), .. Fallen(after), .. TouchedByEvent(events), .. TouchedByRequest(events), .. await FilesTouchedAsync()],
            ProtectedChanged = [.. Changed(after, session.Protects), .. await RowsWrittenAsync()],
            Irregular = [.. Deletes(), .. Creates(), .. Destroyed(events), .. session.Events.Attached ? [] : (string[])["Docker's event stream was cut: it saw nothing more"]],
        };
    }

    /// <summary>What the run itself created, by Docker's own word: id, or a volume's name.</summary>
    public IReadOnlySet<string> Created(IReadOnlyList<EngineEvent> events) =>
        events.Where(e => e.Action == "create" && Own.Contains(e.Name)).Select(e => e.Id).Concat(scene.Recognised.Keys).Where(id => !session.Made.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);

    private static async Task PlantAsync(FaultContext scene, string path)
    {
        await File.WriteAllTextAsync(path, path);
        scene.Untouchable[path] = path;
        scene.Undo(() =>
        {
            File.Delete(path);
            return Task.CompletedTask;
        });
    }

    private IEnumerable<string> Left(Standing after) => after.Objects
        .Where(o => !session.Made.ContainsKey(o.Key) && Own.Contains(o.Value.Name) && !scene.TakenOver.Contains(o.Value.Name))
        .Select(o => $"{o.Value.Kind} '{o.Value.Name}' ({o.Key}) is still there");

    /// <summary>Of what stood there before, and is neither the run's nor a neighbour's.</summary>
    private IEnumerable<string> Changed(Standing after, Func<StandingObject, bool> which) =>
        from was in before.Objects
        where which(was.Value) && !session.Passing(was.Key, was.Value)
        let now = after.Objects.GetValueOrDefault(was.Key)
        where now != was.Value
        select $"{was.Value.Kind} '{was.Value.Name}' ({was.Key}) was {was.Value.Seen}; now {(now is null ? "gone" : now.Seen)}";

    /// <summary>A new daemon makes its own networks anew and, without live-restore, restarts what uses a volume: only what is gone counts then.</summary>
    private static bool MadeAnew(Standing after, StandingObject was) => after.Objects.Values.Any(o => o.Kind == was.Kind && o.Name == was.Name);

    /// <summary>Of what the test planted for the run to leave alone.</summary>
    private IEnumerable<string> Fallen(Standing after) =>
        from planted in scene.MustStand
        let now = after.Objects.GetValueOrDefault(planted.Key)
        where now != planted.Value
        select $"{planted.Value.Kind} '{planted.Value.Name}' ({planted.Key}), a bystander, was {planted.Value.Seen}; now {(now is null ? "gone" : now.Seen)}";

    /// <summary>What Docker itself says was done to something that stood there before.</summary>
    private IEnumerable<string> TouchedByEvent(IReadOnlyList<EngineEvent> events) => events
        .Where(e => e.Kind != "network" && !e.OnlyLooks && before.Objects.TryGetValue(e.Id, out var was) && !session.Passing(e.Id, was) && !session.Protects(was))
        .Select(e => $"Docker tells of '{e.Action}' on {e.Kind} '{e.Name}' ({e.Id})");

    /// <summary>A change the run asked for of an object that, by Docker's word, it did not create; programs may be run in production besides.</summary>
    private IEnumerable<string> TouchedByRequest(IReadOnlyList<EngineEvent> events)
    {
        var created = Created(events);
        var production = before.Objects.Where(o => o.Value.Name == scene.Plan.Production.Container).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        return scene.Proxy.Calls
            .Where(c => (c.Method, c.Path) switch
            {
                ("GET" or "HEAD", _) or ("POST", [_, "create"]) or ("POST", ["exec", ..]) => false,
                ("POST", ["containers", var id, "exec"]) => !created.Contains(id) && !production.Contains(id),
                (_, [_, var id, ..]) => !created.Contains(id),
                _ => true,
            })
            .Select(c => $"the run asked for {c.Line}, which it did not create");
    }

    private async Task<IEnumerable<string>> FilesTouchedAsync()
    {
        var touched = new List<string>();
        foreach (var (path, content) in scene.Untouchable)
        {
            if (!File.Exists(path) || await File.ReadAllTextAsync(path) != content)
            {
                touched.Add($"'{path}', a bystander, is {(File.Exists(path) ? "changed" : "gone")}");
            }
        }

        return touched;
    }

    private async Task<IEnumerable<string>> RowsWrittenAsync()
    {
        var written = new List<string>();
        foreach (var production in scene.Productions.DefaultIfEmpty(session.World.Production))
        {
            if (await ChangeStream.RowsAsync(production) is var rows && rows > 0)
            {
                written.Add($"{rows} row changes were committed in production '{production}'");
            }
        }

        return written;
    }

    private IEnumerable<string> Deletes() => scene.Proxy.Calls
        .Where(c => c.Method == "DELETE" && c.Path is not (["containers" or "networks", { Length: 64 }] or ["volumes", _]))
        .Concat(scene.Proxy.Calls.Where(c => (c.Method, c.Path) is ("DELETE", ["volumes", var volume]) && volume != scene.Plan.Objects.Volume))
        .Select(c => $"{c.Line} names neither a full id nor exactly the volume");

    private IEnumerable<string> Creates() => scene.Proxy.Calls
        .Where(c => (c.Method, c.Path) is ("POST", ["containers", "create"]) && !Own.Any(name => c.Query.Split('&').Contains($"name={name}")))
        .Select(c => $"{c.Line} is a create under a name that is not the run's");

    /// <summary>Each object destroyed once; harness, DR, volume, network, unless one came back and was destroyed later.</summary>
    private IEnumerable<string> Destroyed(IReadOnlyList<EngineEvent> events)
    {
        var created = Created(events);
        var destroyed = events.Where(e => e.Action == "destroy" && created.Contains(e.Id) && !scene.DestroyedByTheFault.ContainsKey(e.Id)).OrderBy(e => e.Nanoseconds).ToList();
        foreach (var twice in destroyed.Where(e => e.Kind != "volume").GroupBy(e => e.Id).Where(g => g.Count() > 1))
        {
            yield return $"{twice.Key} was destroyed {twice.Count()} times";
        }

        foreach (var (earlier, later) in destroyed.Zip(destroyed.Skip(1)))
        {
            var since = events.Any(e => e.Action == "create" && e.Id == later.Id && e.Nanoseconds > earlier.Nanoseconds);
            if (scene.Own.IndexOf(later.Name) < scene.Own.IndexOf(earlier.Name) && !since && !scene.Parked)
            {
                yield return $"{earlier.Kind} '{earlier.Name}' was destroyed before {later.Kind} '{later.Name}'";
            }
        }
    }
}
