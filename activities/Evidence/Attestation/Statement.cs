using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>An in-toto statement, version 1, whose predicate is a test result, version 0.1 (https://in-toto.io/attestation/test-result/v0.1).</summary>
public sealed record Statement
{
    public const string TypeUri = "https://in-toto.io/Statement/v1";

    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    [JsonPropertyName("_type")]
    public required string Type { get; init; }

    /// <summary>What the result is about: the code, the plan, the images, the report, and by SHA256SUMS every other file.</summary>
    public required IReadOnlyList<Resource> Subject { get; init; }

    public required string PredicateType { get; init; }

    public required TestResultPredicate Predicate { get; init; }
}

/// <summary>One thing by its digests: <c>sha256</c>, or <c>gitCommit</c>.</summary>
public sealed record Resource
{
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Digest { get; init; }
}

public sealed record TestResultPredicate
{
    /// <summary><c>PASSED</c>: exit code 0. <c>FAILED</c>: any other.</summary>
    public required string Result { get; init; }

    /// <summary>What the code was tested with: plan and images.</summary>
    public required IReadOnlyList<Resource> Configuration { get; init; }

    /// <summary>Ids of scenarios.</summary>
    public required IReadOnlyList<string> PassedTests { get; init; }

    /// <summary>Ids of scenarios that were not run.</summary>
    public required IReadOnlyList<string> WarnedTests { get; init; }

    /// <summary>Ids of scenarios.</summary>
    public required IReadOnlyList<string> FailedTests { get; init; }
}
