using System.Runtime.CompilerServices;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>The source tree the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(string relativePath) => Path.Combine(Root, relativePath);

    private static string Find([CallerFilePath] string here = "")
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "DotIuCutter.Temporal.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? Path.GetFullPath(Path.Combine(here, "..", "..", ".."));
    }
}
