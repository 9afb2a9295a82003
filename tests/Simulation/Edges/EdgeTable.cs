using System.Reflection;
using System.Runtime.ExceptionServices;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>
/// From an activity's name to the product's own activity, on simulated steps and a journal in memory. Input and answer go through the product's own
/// converter, as in history.
/// </summary>
internal sealed class EdgeTable
{
    private static readonly Dictionary<string, MethodInfo> Methods =
        new[] { typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IParentWatch), typeof(IClosure), typeof(INotices) }
            .SelectMany(t => t.GetMethods()).ToDictionary(FakeWorld.NameOf);

    private readonly Place place;
    private readonly Dictionary<Type, object> activities;

    /// <summary>True while the gate that is read is to be red.</summary>
    private bool red;

    public EdgeTable(Place place, Plan plan)
    {
        this.place = place;
        Harness = new SimulatedHarness(place);
        activities = new()
        {
            [typeof(IPreflight)] = new PreflightActivities(RedGates<IPreflightSteps>.Around(new SimulatedPreflight(place, plan), () => red), place.Store),
            [typeof(IProvision)] = new ProvisionActivities(RedGates<IProvisionSteps>.Around(new SimulatedProvision(place), () => red), place.Store),
            [typeof(IScenarios)] = new ScenarioActivities(Harness, place.Store),
            [typeof(ITeardown)] = new TeardownActivities(new SimulatedTeardown(place), place.Store),
            [typeof(IParentWatch)] = new SimulatedWatch(),
            [typeof(IClosure)] = new ClosureActivities(new SimulatedClosure(place), place.Store),
            [typeof(INotices)] = new SimulatedNotices(place),
        };
    }

    public SimulatedHarness Harness { get; }

    /// <summary>What an activity is asked for.</summary>
    public static object RequestOf(ActivityTask task) =>
        DryRunConverter.Instance.PayloadConverter.ToValue(task.Input[0], Methods[task.Type].GetParameters()[0].ParameterType)
        ?? throw new InvalidOperationException($"{task.Type} was asked for nothing.");

    /// <summary>Whose run a request is for; absent where it names none, or one that is not known yet.</summary>
    public RunRef? RunOf(object request) => request.GetType().GetProperty("Run")?.GetValue(request) is string key ? place.Store.Find(key)?.Run : null;

    /// <summary>The effect, at once and as a whole.</summary>
    public object? Call(TaskAttempt attempt, object request, bool plantRed = false)
    {
        var method = Methods[attempt.Task.Type];
        place.Actor = attempt;
        red = plantRed;
        try
        {
            var task = (Task)method.Invoke(activities[method.DeclaringType!], [request])!;
            Assert.True(task.IsCompleted, $"{attempt.Task.Type} waits for something that is not simulated.");
            task.GetAwaiter().GetResult();
            return method.ReturnType == typeof(Task) ? null : task.GetType().GetProperty("Result")?.GetValue(task);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        finally
        {
            place.Actor = null;
            red = false;
        }
    }
}
