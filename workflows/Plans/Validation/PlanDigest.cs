using System.Security.Cryptography;
using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation;

/// <summary>The digest people approve: SHA-256 over the plan as this product writes it, so that white space and member order do not count.</summary>
public static class PlanDigest
{
    /// <summary>64 lower-case hex digits.</summary>
    public static string Compute(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, Json.Options)));
}
