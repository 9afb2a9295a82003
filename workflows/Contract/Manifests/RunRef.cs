namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>The identity of one run: what its objects carry on their labels and its evidence says of itself.</summary>
public sealed record RunRef
{
    public required string WorkflowId { get; init; }

    public required string Plan { get; init; }

    /// <summary>32 hex digits.</summary>
    public required string Nonce { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => RunKey.For(Plan, Nonce);
}
