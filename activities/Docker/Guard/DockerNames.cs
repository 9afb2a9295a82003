using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// Docker's grammar of names and ids. The client puts both into paths as they are, and Docker reads a name of hex digits as the
/// beginning of an id, so nothing else may ever reach a path.
/// </summary>
internal static partial class DockerNames
{
    internal static bool IsId(string? text) => text is not null && Id().IsMatch(text);

    internal static bool IsName(string? text) => text is not null && Name().IsMatch(text);

    internal static bool IsImage(string? text) => text is not null && Image().IsMatch(text);

    internal static string RequireId(string text) => IsId(text) ? text : throw new ArgumentException($"'{text}' is not a full Docker id; expected 64 hex digits.");

    internal static string RequireName(string text) => IsName(text) ? text : throw new ArgumentException($"'{text}' is not a Docker name; expected letters, digits, '_', '.' and '-', at least two.");

    internal static string RequireImage(string text) => IsImage(text) ? text : throw new ArgumentException($"'{text}' is not an image reference; expected NAME[:TAG], NAME@sha256:… or sha256:….");

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]*(:[0-9]+)?(/[a-zA-Z0-9][a-zA-Z0-9_.-]*)*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]*)?(@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Image();
}
