using System.Globalization;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>The order of rollback-plan.txt, section 2: steps of a round ascend, 6 and 7 end every round, and a capture precedes the first step.</summary>
internal sealed class TeardownOrder
{
    private const int Capture = 0;
    private readonly Dictionary<Execution, int> last = [];

    public void Next(Execution owner, string type)
    {
        // A look, an answer of the operator, and the end of the last walk: none of them destroys anything.
        if (type is "teardown.look" or "teardown.acknowledge" or "teardown.close")
        {
            return;
        }

        var step = type == "teardown.c04-identities" ? Capture : int.Parse(type.AsSpan("teardown.".Length, 1), CultureInfo.InvariantCulture);
        var before = last.TryGetValue(owner, out var known) ? known : (int?)null;
        var allowed = before switch
        {
            null => step == Capture,
            Capture => step <= 6,
            7 => step is Capture or <= 6,
            6 => step == 7,
            _ => step > before && step != 7,
        };
        Violation.When(!allowed, $"Step {step} of teardown comes after {(before is null ? "nothing" : $"step {before}")}.");
        last[owner] = step;
    }

    /// <summary>No walk ends before its last assertion; after a round, identities are captured once more.</summary>
    public void Complete()
    {
        foreach (var (owner, step) in last.Where(l => l.Key.State == ExecutionState.Completed))
        {
            Violation.When(step is not (7 or Capture), $"{owner.WorkflowId} ended after step {step}.");
        }
    }

    /// <summary>Each step destroys its own kind only.</summary>
    public static void CheckRole(TaskAttempt attempt, EngineObject thing, Objects names)
    {
        var fits = attempt.Task.Type switch
        {
            "teardown.1-harness-container" => thing.Name == names.HarnessContainer || thing.Anonymous,
            "teardown.2-dr-container" => thing.Name == names.DrContainer || thing.Anonymous,
            "teardown.3-dr-volumes" => thing.Kind == ObjectKind.Volume,
            "teardown.4-network" => thing.Kind == ObjectKind.Network,
            "teardown.5-secrets-and-files" => thing.Kind is ObjectKind.SecretFile or ObjectKind.Path,
            _ => attempt.Task.Type.StartsWith("scenario.", StringComparison.Ordinal) && (thing.Name == names.HarnessContainer || thing.Anonymous),
        };
        Violation.When(!fits, $"{attempt} destroys {thing}, which is not its step's.");
    }
}
