using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>The key of a retained dump: one file of the worker's keys directory, which the plan only names.</summary>
internal static class DumpKey
{
    /// <exception cref="Temporalio.Exceptions.ApplicationFailureException">There is no keys directory, or it is no key; not retried.</exception>
    /// <exception cref="InvalidOperationException">It is not there, or others may read it.</exception>
    public static byte[] Read(HostOptions host, string name)
    {
        if (host.Keys is null)
        {
            throw RetainedCopy.Refused($"Key '{name}' cannot be read: expected a keys directory, found none. Set DRYRUN_KEYS.");
        }

        var key = NamedFile.Read("Key", host.Keys, name);
        return key.Length == DumpFormat.KeySize
            ? key
            : throw RetainedCopy.Refused($"Key '{name}' has {key.Length} bytes, expected {DumpFormat.KeySize}. Make one with `head -c 32 /dev/urandom`.");
    }
}
