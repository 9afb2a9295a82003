namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Production's read path does not work, and will not by waiting: G-07 makes it a red gate.</summary>
internal sealed class ProductionRefusal(string found, string remedy) : Exception($"{found}. {remedy}")
{
    public string Found => found;

    public string Remedy => remedy;
}
