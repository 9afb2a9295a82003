using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>What memory the host could give to somebody new, as <c>/proc/meminfo</c> tells it, in a container too.</summary>
internal static class HostMemory
{
    /// <summary>Without swapping, in bytes; null where the kernel does not say.</summary>
    public static long? AvailableBytes() => AvailableBytes(File.ReadLines("/proc/meminfo"));

    /// <summary>Of these lines.</summary>
    public static long? AvailableBytes(IEnumerable<string> meminfo) =>
        meminfo.FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var amount, "kB"]
        && long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes * 1024
            : null;
}
