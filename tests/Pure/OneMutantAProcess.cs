using DotIuCutter.Temporal.Tests;

[assembly: AssemblyFixture(typeof(OneMutantAProcess))]

namespace DotIuCutter.Temporal.Tests;

/// <summary>
/// Ends a test process that is asked to run a mutant after anything else. Stryker.NET 5.1.0 runs one mutant after the other in the same process, where
/// static state that the first has set makes tests fail for the next. It starts another process for a run whose process ended.
/// </summary>
public sealed class OneMutantAProcess
{
    private static bool used;

    public OneMutantAProcess()
    {
        if (used && HasMutant())
        {
            Environment.Exit(1);
        }

        used = true;
    }

    /// <summary>True where Stryker's file holds the number of a mutant; it holds -1 otherwise.</summary>
    private static bool HasMutant()
    {
        if (Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE") is not { } path)
        {
            return false;
        }

        var number = new byte[sizeof(int)];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) == number.Length && BitConverter.ToInt32(number) >= 0;
    }
}
