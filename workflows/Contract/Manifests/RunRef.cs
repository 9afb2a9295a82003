namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>Which run an activity works for; every request that touches an object carries it.</summary>
public sealed record RunRef
{
    public required string WorkflowId { get; init; }

    public required string Plan { get; init; }

    /// <summary>32 hex digits.</summary>
    public required string Nonce { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => $"{Plan}-{RunNonce.Prefix(Nonce)}";
}
