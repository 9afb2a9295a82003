using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>A teardown step on the simulated machine, by the rules of the real edge: exact name, nonce, recorded id, and never by force.</summary>
internal static class Removal
{
    public static StepResult Walk(Place place, StepRequest request)
    {
        return new StepResult { Step = request.Step, Objects = [.. request.Objects.Select(o => Remove(place, request.Run, o, reused: request.Step == TeardownStep.HarnessContainer))] };
    }

    private static ObjectOutcome Remove(Place place, RunRef run, StepObject target, bool reused) => target.Kind switch
    {
        ObjectKind.Container => Container(place.Machine, run, target, reused),
        ObjectKind.Volume => Volume(place.Machine, run, target),
        ObjectKind.Network => Network(place.Machine, run, target),
        _ => File(place.Machine, run, target),
    };

    private static ObjectOutcome Container(Machine machine, RunRef run, StepObject target, bool reused)
    {
        if (machine.Container(target.Name) is not { } named)
        {
            return Outcome.Absent(target);
        }

        return !Ownership.Ours(named.Labels, run) ? Outcome.NotOurs(target, $"Container '{target.Name}' ({named.Id}) {Ownership.Describe(named.Labels, run)}; left alone.")
            : target.Id is null || target.Id == named.Id || reused ? Destroyed(machine, target, named)
            : Outcome.Failed(target, named.Id, "it carries the run's nonce but is not the recorded one.");
    }

    private static ObjectOutcome Volume(Machine machine, RunRef run, StepObject target)
    {
        if (machine.Volume(target.Name) is not { } volume)
        {
            return Outcome.Absent(target);
        }

        return target.Anonymous || Ownership.Ours(volume.Labels, run)
            ? Destroyed(machine, target, volume)
            : Outcome.NotOurs(target, $"Volume '{target.Name}' {Ownership.Describe(volume.Labels, run)}; left alone.");
    }

    private static ObjectOutcome Network(Machine machine, RunRef run, StepObject target)
    {
        var named = machine.Networks(target.Name);
        var ours = named.Where(n => Ownership.Ours(n.Labels, run) && (target.Id is null || n.Id == target.Id)).ToList();
        return ours switch
        {
            [] when named.Count == 0 => Outcome.Absent(target),
            [] when named.Any(n => Ownership.Ours(n.Labels, run)) => Outcome.Failed(target, null, "it carries the run's nonce but is not the recorded one."),
            [] => Outcome.NotOurs(target, $"Network '{target.Name}' ({named[0].Id}) {Ownership.Describe(named[0].Labels, run)}; left alone."),
            [var network] => Destroyed(machine, target, network),
            _ => Outcome.Failed(target, null, "several of ours have this name and none was recorded."),
        };
    }

    private static ObjectOutcome File(Machine machine, RunRef run, StepObject target)
    {
        if (machine.File(target.Name) is not { } file)
        {
            return Outcome.Absent(target);
        }

        return file.Maker == run.Nonce ? Destroyed(machine, target, file) : Outcome.NotOurs(target, $"'{target.Name}' carries another nonce; left alone.");
    }

    private static ObjectOutcome Destroyed(Machine machine, StepObject target, Thing thing) => machine.Destroy(thing) is { } reason
        ? Outcome.Failed(target, thing.Kind is ObjectKind.Container or ObjectKind.Network ? thing.Id : null, reason)
        : Outcome.Removed(target, thing.Kind is ObjectKind.Container or ObjectKind.Network ? thing.Id : null);
}
