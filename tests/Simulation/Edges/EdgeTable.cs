using System.Reflection;
using System.Runtime.ExceptionServices;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>From an activity's name to the simulated edge that does it. Input and answer go through the product's own converter, as in history.</summary>
internal sealed class EdgeTable(Place place, Plan plan, Func<SimulatedTemporal> temporal)
{
    private static readonly Dictionary<string, MethodInfo> Methods =
        new[] { typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IClosure), typeof(INotices) }
            .SelectMany(t => t.GetMethods()).ToDictionary(FakeWorld.NameOf);

    private readonly SimulatedPreflight preflight = new(place, plan);
    private readonly SimulatedProvision provision = new(place, () => temporal().Query<TeardownRequest>(Owner(place), "manifest"));
    private readonly SimulatedTeardown teardown = new(place);
    private readonly SimulatedClosure closure = new(place, () => temporal().Query<InventoryCapture>(Owner(place), "inventory"), () => temporal().Query<Report>(Owner(place), "report"));
    private readonly SimulatedNotices notices = new(place);

    public SimulatedHarness Harness { get; } = new(place);

    /// <summary>What an activity is asked for.</summary>
    public static object RequestOf(ActivityTask task) =>
        DryRunConverter.Instance.PayloadConverter.ToValue(task.Input[0], Methods[task.Type].GetParameters()[0].ParameterType)
        ?? throw new InvalidOperationException($"{task.Type} was asked for nothing.");

    /// <summary>Whose run a request is for; absent where it names none.</summary>
    public static RunRef? RunOf(object request) => request switch
    {
        TeardownRequest r => r.Manifest.Run,
        DrRef r => r.Run,
        RunRequest r => r.Target.Dr.Run,
        _ => request.GetType().GetProperty("Run")?.GetValue(request) as RunRef,
    };

    /// <summary>The effect, at once and as a whole.</summary>
    public object? Call(Attempt attempt, object request)
    {
        var method = Methods[attempt.Task.Type];
        place.Machine.Actor = attempt;
        try
        {
            var answer = method.DeclaringType == typeof(IScenarios)
                ? Harness.Call(method, request, attempt)
                : method.Invoke(EdgeOf(method.DeclaringType), [request]);
            return method.ReturnType == typeof(Task) ? null : answer?.GetType().GetProperty("Result")?.GetValue(answer);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        finally
        {
            place.Machine.Actor = null;
        }
    }

    private static Execution Owner(Place place) => (place.Machine.Actor ?? throw new InvalidOperationException("Nobody is at work.")).Task.Owner;

    private object EdgeOf(Type? contract) =>
        contract == typeof(IPreflight) ? preflight
        : contract == typeof(IProvision) ? provision
        : contract == typeof(ITeardown) ? teardown
        : contract == typeof(IClosure) ? closure
        : contract == typeof(INotices) ? notices
        : throw new InvalidOperationException($"No simulated edge for {contract}.");
}
