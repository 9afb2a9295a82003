using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>What others do on the same machine while a run is there.</summary>
internal sealed class Foreigners(History history)
{
    private readonly MemoryEngine engine = history.Place.Engine;
    private readonly Dice dice = history.Dice;

    /// <summary>Docker objects of ours that they could take away.</summary>
    public IEnumerable<EngineObject> Targets() => engine.Objects.Where(t => t is { Maker: not null, Anonymous: false, Kind: ObjectKind.Container or ObjectKind.Volume or ObjectKind.Network });

    public void Do(SimulatedFault fault)
    {
        var (names, place) = (history.Plan.Objects, history.Place.Surroundings);
        switch (fault)
        {
            case SimulatedFault.NameTaken:
                Take(dice.Of((ObjectKind.Container, names.DrContainer), (ObjectKind.Container, names.HarnessContainer), (ObjectKind.Volume, names.Volume), (ObjectKind.Network, names.Network)));
                break;
            case SimulatedFault.NetworkTwin:
                engine.Create(ObjectKind.Network, names.Network);
                break;
            case SimulatedFault.Vanished:
                Vanish();
                break;
            case SimulatedFault.Swapped:
                if (Vanish() is { } gone)
                {
                    engine.Create(gone.Kind, gone.Name);
                }

                break;
            case SimulatedFault.Endpoint:
                foreach (var network in engine.Networks(names.Network).Where(n => n.Maker is not null && engine.Container("stranger-in-the-network") is null).Take(1))
                {
                    Obstruct(engine.Create(ObjectKind.Container, "stranger-in-the-network", o => o.Network = network.Id));
                }

                break;
            case SimulatedFault.VolumeUser:
                if (engine.Volume(names.Volume) is { Maker: not null } volume && engine.Container("stranger-on-the-volume") is null)
                {
                    Obstruct(engine.Create(ObjectKind.Container, "stranger-on-the-volume", o => o.Volumes.Add(volume.Name)));
                }

                break;
            case SimulatedFault.Unrelated:
                engine.Create(dice.Of(ObjectKind.Container, ObjectKind.Volume, ObjectKind.Network), $"unrelated-{dice.Below(1_000_000)}");
                break;
            case SimulatedFault.ProtectedRestarted:
                place.RestartProtected();
                break;
            case SimulatedFault.WatchedRestarted:
                place.RestartWatched();
                break;
            case SimulatedFault.ProductionRestarted:
                place.RestartProduction();
                break;
            case SimulatedFault.ProductionReplaced:
                place.ReplaceProduction();
                break;
            case SimulatedFault.CodeChanged:
                place.ChangeCode();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "not what foreigners do");
        }
    }

    private void Take((ObjectKind Kind, string Name) free)
    {
        var taken = free.Kind switch
        {
            ObjectKind.Container => engine.Container(free.Name) is not null,
            ObjectKind.Volume => engine.Volume(free.Name) is not null,
            _ => engine.Networks(free.Name).Count > 0,
        };
        if (!taken)
        {
            engine.Create(free.Kind, free.Name);
        }
    }

    private EngineObject? Vanish()
    {
        var targets = Targets().ToList();
        return targets.Count > 0 && targets[dice.Below(targets.Count)] is var taken && Removes(taken) ? taken : null;
    }

    /// <summary>It leaves by itself within some minutes, or when the operator has had enough.</summary>
    private void Obstruct(EngineObject stranger)
    {
        history.Obstacles.Add(Leave);
        if (dice.Chance(50))
        {
            history.Agenda.In(dice.Between(5, 600), Leave);
        }

        void Leave() => Removes(stranger);
    }

    /// <summary>False where the engine says no, such as for what is in use or not there any more.</summary>
    private bool Removes(EngineObject target)
    {
        try
        {
            engine.Remove(target);
            return true;
        }
        catch (EngineRefusedException)
        {
            return false;
        }
    }
}
