namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>One form of one secret, recognisable and not recoverable.</summary>
internal sealed record Fingerprint
{
    /// <summary>What it is a secret of; never its value.</summary>
    public required string Secret { get; init; }

    public required string Encoding { get; init; }

    /// <summary>Bytes.</summary>
    public required int Length { get; init; }

    /// <summary>64-bit polynomial hash in the base of <see cref="FingerprintSet.Salt"/>, 16 hex digits.</summary>
    public required string Rolling { get; init; }

    /// <summary>Over salt and bytes, 64 hex digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>Content of <c>fingerprints.json</c>, which holds no secret: 256 random bits do not come back from a hash.</summary>
internal sealed record FingerprintSet
{
    /// <summary>32 hex digits.</summary>
    public required string Salt { get; init; }

    public required IReadOnlyList<Fingerprint> Fingerprints { get; init; }
}
