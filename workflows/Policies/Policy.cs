using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Policies;

/// <summary>
/// What a host permits, whoever asks: it is above every plan. What it does not list is refused (G-31), by the name of the line that would have had to
/// permit it, such as <c>productions[0].databases</c>.
/// </summary>
public sealed record Policy
{
    /// <summary>Where the policy's JSON Schema is, for editors. Not used by the product.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Which plans are accepted at all.</summary>
    public PlanOrigins Plans { get; init; } = new();

    /// <summary>The servers that may be read, productions and standbys. A plan's server must be one of them: its container and its secret, where it names one, are both those of one entry.</summary>
    public required IReadOnlyList<ProductionPermit> Productions { get; init; }

    /// <summary>The images that containers may be made of.</summary>
    public required IReadOnlyList<ImagePermit> Images { get; init; }

    /// <summary>Absolute paths of directories: a plan's <c>code.repository</c> is one of them or lies in one. It is what is mounted in the harness.</summary>
    public required IReadOnlyList<string> CodeRoots { get; init; }

    /// <summary>Absolute paths of directories: those of <c>retainDump</c> and <c>reuseDump</c> are one of them or lie in one.</summary>
    public IReadOnlyList<string> RetainedDumps { get; init; } = [];

    /// <summary>Exact names of containers that every plan must list in its own <c>protected</c>.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Absolute paths that nothing of any run may mount, read, write or name, whether its plan forbids them or not.</summary>
    public IReadOnlyList<string> ForbiddenPaths { get; init; } = [];

    /// <summary>The most that one plan may ask for.</summary>
    public Ceilings Ceilings { get; init; } = new();
}
