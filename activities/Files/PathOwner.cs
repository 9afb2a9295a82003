namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>Whose a directory is.</summary>
internal sealed record PathOwner(OwnershipState State, string? Reason)
{
    public static PathOwner None { get; } = new(OwnershipState.Absent, null);

    public static PathOwner Ours { get; } = new(OwnershipState.Ours, null);

    /// <summary>With what was expected and what was found.</summary>
    public static PathOwner Foreign(string reason) => new(OwnershipState.NotOurs, reason);
}

internal enum OwnershipState
{
    Absent,
    Ours,
    NotOurs,
}
