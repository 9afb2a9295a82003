using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>Field by field: is a container still what was captured?</summary>
internal static class CaptureComparison
{
    private const string Absent = "absent";

    /// <summary>Every field of the capture.</summary>
    internal static IReadOnlyList<Difference> CompareAll(ContainerCapture before, ContainerCapture? after) =>
    [
        .. CompareIdentity(before, after),
        .. after is null ? [] : Differing(before.Name, ("Image", before.Image, after.Image), ("State", before.State, after.State),
            ("Mounts", Joined(before.Mounts), Joined(after.Mounts)), ("Networks", Joined(before.Networks), Joined(after.Networks))),
    ];

    /// <summary>Id, StartedAt and RestartCount: what a restart or a re-creation changes.</summary>
    internal static IReadOnlyList<Difference> CompareIdentity(ContainerCapture before, ContainerCapture? after) => after is null
        ? [new Difference($"{before.Name}: container", before.Id, Absent)]
        : [.. Differing(before.Name, ("Id", before.Id, after.Id), ("State.StartedAt", before.StartedAt, after.StartedAt),
            ("RestartCount", Number(before.RestartCount), Number(after.RestartCount)))];

    private static IEnumerable<Difference> Differing(string name, params (string Field, string Before, string After)[] fields) =>
        fields.Where(f => f.Before != f.After).Select(f => new Difference($"{name}: {f.Field}", f.Before, f.After));

    private static string Joined(IReadOnlyList<string> lines) => lines.Count == 0 ? "none" : string.Join("; ", lines);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
