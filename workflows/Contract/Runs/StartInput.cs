using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract.Holds;

namespace DotIuCutter.Temporal.Workflows.Contract.Runs;

/// <summary>The start input of <c>DryRun</c>: exactly one of a plan's name and a plan document.</summary>
public sealed record StartInput
{
    /// <summary>A file of the worker's plan directory, by name without <c>.json</c>.</summary>
    public string? Plan { get; init; }

    public JsonElement? PlanDocument { get; init; }

    /// <summary>64 hex digits: only a plan with this digest is run.</summary>
    public string? PlanSha256 { get; init; }

    /// <summary>Absent where the run stops nowhere. It is no part of the plan and does not change its digest.</summary>
    public HoldRequest? Hold { get; init; }
}
