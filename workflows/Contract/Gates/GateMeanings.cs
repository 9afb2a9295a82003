namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>Every gate of a run, in the order they are evaluated.</summary>
public static class GateMeanings
{
    public static IReadOnlyList<GateMeaning> All { get; } =
    [
        new("G-01", "the plan is valid, and the approved one where a digest is given"),
        new("G-02", "the Docker engine answers, API 1.41 or later"),
        new("G-03", "every protected container exists and is captured"),
        new("G-04", "every exact name of the run is free, and no open run's manifest has one"),
        new("G-05", "the work directory is below the allowed root, new or ours, with space, and memory for data that are to be there; secrets on tmpfs"),
        new("G-06", "the repository is at the accepted commit, its tree clean"),
        new("G-07", "production runs and can be read"),
        new("G-08", "production's role cannot write anything"),
        new("G-09", "the images are present, their ids recorded"),
        new("G-10", "the DR's system identifier differs from production's"),
        new("G-11", "the DR is the very object created, on our network only, without a published port"),
        new("G-12", "from the DR's network, production, the host and the outside cannot be reached"),
        new("G-13", "the restored rows equal the dump's, table by table"),
        new("G-14", "each scenario's connection is the DR's"),
        new("G-15", "each scenario came to the expected outcome"),
        new("G-16", "what must roll back left zero rows and an unchanged catalog"),
        new("G-17", "append-only: no DELETE, TRUNCATE or DDL"),
        new("G-18", "what must write wrote exactly the declared rows"),
        new("G-19", "no session of the run is open on production"),
        new("G-20", "the harness is gone: no session, transaction or lock"),
        new("G-25", "the protected containers are identical (teardown step 6)"),
        new("G-21", "production's system identifier is the same (teardown step 7)"),
        new("G-22", "production's container was not restarted"),
        new("G-23", "DR container, volumes and network are absent by name and id"),
        new("G-24", "secrets are shredded, the work directory holds nothing of the run"),
        new("G-26", "commit and tree are identical"),
        new("G-27", "no watched service was restarted"),
        new("G-29", "the inventory is the same but for what is not ours"),
        new("G-30", "production's dump is destroyed"),
        new("G-28", "no secret is in any retained file"),
    ];
}

/// <param name="Gate">Such as <c>G-05</c>.</param>
/// <param name="HoldsWhen">In one clause.</param>
public sealed record GateMeaning(string Gate, string HoldsWhen);
