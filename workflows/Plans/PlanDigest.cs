using System.Security.Cryptography;
using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>The digest people approve: SHA-256 over the plan as this product writes it, so that white space and member order do not count.</summary>
public static class PlanDigest
{
    /// <summary>64 lower-case hex digits.</summary>
    public static string Of(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, Json.Options)));
}
