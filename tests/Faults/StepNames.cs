using System.Reflection;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>Every activity that a run asks for, by the contracts themselves, so that a new one is struck too.</summary>
internal static class StepNames
{
    public static IReadOnlyList<string> Preflight { get; } = Of(typeof(IPreflight));

    public static IReadOnlyList<string> Provision { get; } = [.. Of(typeof(IProvision)).Where(a => a != "provision.retain-dump")];

    /// <summary>A run of one scenario has no next one.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = [.. Of(typeof(IScenarios)).Where(a => a != "scenario.next-database")];

    public static IReadOnlyList<string> Teardown { get; } = Of(typeof(ITeardown));

    public static IReadOnlyList<string> Closure { get; } = Of(typeof(IClosure));

    /// <summary>One of each phase in turn, so that a few in a row are of different phases.</summary>
    public static IReadOnlyList<string> All { get; } = Mixed([Provision, Teardown, Scenarios, Preflight, Closure]);

    private static string[] Of(Type contract) => [.. contract.GetMethods().Select(m => m.GetCustomAttribute<ActivityAttribute>()?.Name).OfType<string>().Where(FakeWorld.StepNames.Contains).Order(StringComparer.Ordinal)];

    private static string[] Mixed(IReadOnlyList<string>[] phases) =>
        [.. from number in Enumerable.Range(0, phases.Max(p => p.Count)) from phase in phases where number < phase.Count select phase[number]];
}
