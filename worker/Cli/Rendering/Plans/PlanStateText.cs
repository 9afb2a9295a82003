using System.Globalization;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

/// <summary>Describes what the gates of preflight find now.</summary>
internal static class PlanStateText
{
    public static IEnumerable<string> Describe(PlanState state) =>
    [
        "Preflight, now:",
        .. state.Gates.Select(g => $"  {Formatting.Describe(g)}"),
        .. state.Permitted ? Found(state) : ["Nothing else was looked at, since the policy does not permit the plan."],
    ];

    private static IEnumerable<string> Found(PlanState state) =>
    [
        "Protected, now:",
        .. Containers(state.Protected),
        "Watched, now:",
        .. Containers(state.Watched),
        "Space:",
        state.Production is { } production
            ? string.Create(CultureInfo.InvariantCulture, $"  production has {production.SizeBytes:N0} bytes, so the dump takes up to that, and the DR's volume about as much; {state.FreeBytes:N0} bytes are free for the dump")
            : string.Create(CultureInfo.InvariantCulture, $"  production's size is not known; {state.FreeBytes:N0} bytes are free for the dump"),
    ];

    private static IEnumerable<string> Containers(IReadOnlyList<ContainerCapture> containers) =>
        containers.Count == 0 ? ["  none"] : containers.Select(c => $"  {c.Name} is {c.State} since {c.StartedAt}, restarted {c.RestartCount} times, {c.Id}");
}
