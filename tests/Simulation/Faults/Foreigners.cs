using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>What others do on the same machine while a run is there.</summary>
internal sealed class Foreigners(History history)
{
    private readonly Machine machine = history.Place.Machine;
    private readonly Dice dice = history.Dice;

    /// <summary>Docker objects of ours that they could take away.</summary>
    public IEnumerable<Thing> Targets() => machine.Things.Where(t => t is { Maker: not null, Anonymous: false, Kind: ObjectKind.Container or ObjectKind.Volume or ObjectKind.Network });

    public void Do(Fault fault)
    {
        var (names, place) = (history.Plan.Objects, history.Place.Surroundings);
        switch (fault)
        {
            case Fault.NameTaken:
                Take(dice.Of((ObjectKind.Container, names.DrContainer), (ObjectKind.Container, names.HarnessContainer), (ObjectKind.Volume, names.Volume), (ObjectKind.Network, names.Network)));
                break;
            case Fault.NetworkTwin:
                machine.MakeForeign(ObjectKind.Network, names.Network);
                break;
            case Fault.Vanished:
                Vanish();
                break;
            case Fault.Swapped:
                if (Vanish() is { } gone)
                {
                    machine.MakeForeign(gone.Kind, gone.Name);
                }

                break;
            case Fault.Endpoint:
                foreach (var network in machine.Networks(names.Network).Where(n => n.Maker is not null).Take(1))
                {
                    Obstruct(machine.MakeForeign(ObjectKind.Container, "stranger-in-the-network", network.Id));
                }

                break;
            case Fault.VolumeUser:
                if (machine.Volume(names.Volume) is { Maker: not null } volume && machine.Container("stranger-on-the-volume") is null)
                {
                    Obstruct(machine.MakeForeign(ObjectKind.Container, "stranger-on-the-volume", null, volume.Name));
                }

                break;
            case Fault.Unrelated:
                machine.MakeForeign(dice.Of(ObjectKind.Container, ObjectKind.Volume, ObjectKind.Network), $"unrelated-{dice.Below(1_000_000)}");
                break;
            case Fault.ProtectedRestarted:
                place.RestartProtected();
                break;
            case Fault.WatchedRestarted:
                place.RestartWatched();
                break;
            case Fault.ProductionRestarted:
                place.RestartProduction();
                break;
            case Fault.ProductionReplaced:
                place.ReplaceProduction();
                break;
            case Fault.CodeChanged:
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
            ObjectKind.Container => machine.Container(free.Name) is not null,
            ObjectKind.Volume => machine.Volume(free.Name) is not null,
            _ => machine.Networks(free.Name).Count > 0,
        };
        if (!taken)
        {
            machine.MakeForeign(free.Kind, free.Name);
        }
    }

    private Thing? Vanish()
    {
        var targets = Targets().ToList();
        return targets.Count > 0 && targets[dice.Below(targets.Count)] is var thing && machine.Destroy(thing) is null ? thing : null;
    }

    /// <summary>It leaves by itself within some minutes, or when the operator has had enough.</summary>
    private void Obstruct(Thing thing)
    {
        history.Obstacles.Add(Leave);
        if (dice.Chance(50))
        {
            history.Agenda.In(dice.Between(5, 600), Leave);
        }

        void Leave()
        {
            if (machine.Things.Contains(thing))
            {
                machine.Destroy(thing);
            }
        }
    }
}
