using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Policies;

/// <summary>What a look at a policy came to.</summary>
internal sealed record PolicyCheckText
{
    public required string File { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>Why it is no policy; absent when it is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Why a worker would not go by it where it lies.</summary>
    public string? Warning { get; init; }

    /// <summary>The plan that it was to permit.</summary>
    public string? Plan { get; init; }

    /// <summary>What it does not permit of the plan; absent when it was not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PolicyFinding>? Findings { get; init; }

    public IEnumerable<string> Lines() =>
    [
        Problem ?? $"Policy '{File}' is valid, sha256 {Sha256}.",
        .. Warning is null ? [] : new[] { $"A worker would not go by it as it lies there: {Warning}" },
        .. Verdict(),
    ];

    private IEnumerable<string> Verdict() => Findings switch
    {
        null => Plan is null ? [] : [$"Plan '{Plan}' was not judged."],
        [] => [$"It permits plan '{Plan}' (G-31)."],
        var findings => [$"It does not permit plan '{Plan}' (G-31): {findings.Count} finding(s).", .. findings.Select(f => $"  {f}")],
    };
}
