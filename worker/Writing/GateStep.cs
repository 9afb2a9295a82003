using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Worker.Writing;

/// <summary>Activity types that evaluate a gate or take a capture, such as <c>preflight.g04-names-free</c>.</summary>
internal static partial class GateStep
{
    public static bool Is(string step) => Pattern().IsMatch(step);

    [GeneratedRegex(@"^[a-z]+\.(\d-)?[gc]\d\d-")]
    private static partial Regex Pattern();
}
