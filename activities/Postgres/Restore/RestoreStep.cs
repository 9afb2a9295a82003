namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>What a session of a restore does next.</summary>
internal abstract record RestoreStep
{
    /// <summary>It does this part of the dump.</summary>
    public sealed record Run(DumpPart Part) : RestoreStep;

    /// <summary>There is nothing more for it.</summary>
    public sealed record Close : RestoreStep
    {
        public static readonly Close Instance = new();
    }
}
