using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Policies;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>Policies as documents.</summary>
internal static class PolicyTexts
{
    public static string Json(Policy policy) => JsonSerializer.Serialize(policy, Workflows.Contract.Json.Options);

    /// <summary>The policy's document, to be broken by a test.</summary>
    public static JsonObject Document(Policy policy) => JsonNode.Parse(Json(policy))!.AsObject();
}
