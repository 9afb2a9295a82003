namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>What a session of a restore does next.</summary>
internal abstract record RestoreStep
{
    /// <summary>It runs these bytes of the dump.</summary>
    public sealed record Run(long From, long To) : RestoreStep;

    /// <summary>It tells that all it was given before is done.</summary>
    public sealed record Tell(int Number) : RestoreStep;

    /// <summary>It goes on once another session has told this.</summary>
    public sealed record Await(int Number) : RestoreStep;

    /// <summary>There is nothing more for it.</summary>
    public sealed record Close : RestoreStep
    {
        public static readonly Close Instance = new();
    }
}
