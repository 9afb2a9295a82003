using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>A teardown step on the engine in memory, by the rules of the real edge: exact name, nonce, recorded id, and never by force.</summary>
internal static class MemoryRemoval
{
    public static StepResult Remove(MemoryEngine engine, StepRequest request) =>
        new() { Step = request.Step, Objects = [.. request.Objects.Select(o => Remove(engine, request.Run, o, reused: request.Step == TeardownStep.HarnessContainer))] };

    private static ObjectOutcome Remove(MemoryEngine engine, RunRef run, StepObject target, bool reused) => target.Kind switch
    {
        ObjectKind.Container => Container(engine, run, target, reused),
        ObjectKind.Volume => Volume(engine, run, target),
        ObjectKind.Network => Network(engine, run, target),
        _ => File(engine, run, target),
    };

    private static ObjectOutcome Container(MemoryEngine engine, RunRef run, StepObject target, bool reused)
    {
        if (engine.Container(target.Name) is not { } named)
        {
            return ObjectOutcomes.Absent(target);
        }

        return !Ownership.Ours(named.Labels, run) ? ObjectOutcomes.NotOurs(target, $"Container '{target.Name}' ({named.Id}) {Ownership.Describe(named.Labels, run)}; left alone.")
            : target.Id is null || target.Id == named.Id || reused ? Destroyed(engine, target, named)
            : ObjectOutcomes.Failed(target, named.Id, "it carries the run's nonce but is not the recorded one.");
    }

    private static ObjectOutcome Volume(MemoryEngine engine, RunRef run, StepObject target)
    {
        if (engine.Volume(target.Name) is not { } volume)
        {
            return ObjectOutcomes.Absent(target);
        }

        return target.Anonymous || Ownership.Ours(volume.Labels, run)
            ? Destroyed(engine, target, volume)
            : ObjectOutcomes.NotOurs(target, $"Volume '{target.Name}' {Ownership.Describe(volume.Labels, run)}; left alone.");
    }

    private static ObjectOutcome Network(MemoryEngine engine, RunRef run, StepObject target)
    {
        var named = engine.Networks(target.Name);
        var ours = named.Where(n => Ownership.Ours(n.Labels, run) && (target.Id is null || n.Id == target.Id)).ToList();
        return ours switch
        {
            [] when named.Count == 0 => ObjectOutcomes.Absent(target),
            [] when named.Any(n => Ownership.Ours(n.Labels, run)) => ObjectOutcomes.Failed(target, null, "it carries the run's nonce but is not the recorded one."),
            [] => ObjectOutcomes.NotOurs(target, $"Network '{target.Name}' ({named[0].Id}) {Ownership.Describe(named[0].Labels, run)}; left alone."),
            [var network] => Destroyed(engine, target, network),
            _ => ObjectOutcomes.Failed(target, null, "several of ours have this name and none was recorded."),
        };
    }

    private static ObjectOutcome File(MemoryEngine engine, RunRef run, StepObject target)
    {
        if (engine.File(target.Name) is not { } file)
        {
            return ObjectOutcomes.Absent(target);
        }

        return file.Maker == run.Nonce ? Destroyed(engine, target, file) : ObjectOutcomes.NotOurs(target, $"'{target.Name}' carries another nonce; left alone.");
    }

    private static ObjectOutcome Destroyed(MemoryEngine engine, StepObject target, EngineObject found)
    {
        var id = found.Kind is ObjectKind.Container or ObjectKind.Network ? found.Id : null;
        try
        {
            engine.Remove(found);
            return ObjectOutcomes.Removed(target, id);
        }
        catch (EngineRefusedException refused)
        {
            return ObjectOutcomes.Failed(target, id, refused.Message, refused.Remedy);
        }
    }
}
