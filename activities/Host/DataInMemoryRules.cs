namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>What must hold where the plan keeps the DR's data in memory (G-05): enough of it for what will be there, and a host that has it.</summary>
internal static class DataInMemoryRules
{
    private const long Mebibyte = 1 << 20;

    /// <summary>What PostgreSQL has beside production's rows: 1 GB of WAL, which it holds to by itself, and its own databases.</summary>
    private const long BesideMegabytes = 1200;

    /// <summary>The restored database, and a scenario's clone of it.</summary>
    private const int Copies = 2;

    public static IEnumerable<string> Problems(WorkDirectoryCheck check, long? availableBytes)
    {
        long given = check.DataInMemoryMegabytes;
        if (given == 0)
        {
            yield break;
        }

        var needed = BesideMegabytes + (Copies * check.ProductionBytes / Mebibyte);
        if (given < needed)
        {
            yield return $"dr.dataInMemoryMegabytes is {given:N0}, production and a clone of it may need {needed:N0}";
        }

        if ((availableBytes ?? 0) / Mebibyte < given)
        {
            yield return $"the host has {(availableBytes is { } bytes ? $"{bytes / Mebibyte:N0}" : "an unknown number of")} MiB of memory available, dr.dataInMemoryMegabytes is {given:N0}";
        }
    }
}
