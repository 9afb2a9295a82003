using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Architecture;

/// <summary>References between folders point one way, so that each folder can be read after those it stands on.</summary>
public sealed class FolderTests
{
    private static readonly string[] Product = ["workflows", "activities", "worker"];

    [Fact]
    public void No_two_folders_use_each_other()
    {
        var references = FolderReferences.Read(Repository.Root, Product);
        Assert.Empty(references.TwoWayPairs.Select(pair => string.Join('\n',
            [$"{pair.One} and {pair.Other} use each other:", .. references.Examples(pair.One, pair.Other), .. references.Examples(pair.Other, pair.One)])));
    }

    [Fact]
    public void A_planted_reference_back_is_found_and_named()
    {
        var references = FolderReferences.Read(Repository.Root, Product, ("workflows/Ledgers/Planted.cs",
            "namespace DotIuCutter.Temporal.Workflows.Ledgers; internal static class Planted { public static System.Type Back => typeof(DotIuCutter.Temporal.Workflows.Closure.ReportDerivation); }"));
        Assert.Equal([("workflows/Closure", "workflows/Ledgers")], references.TwoWayPairs);
        Assert.Equal(["workflows/Ledgers/Planted.cs uses ReportDerivation"], references.Examples("workflows/Ledgers", "workflows/Closure"));
    }

    /// <summary>A folder holds one subject; a long one holds several. Two more than fifteen are the kinds of the journal and their base.</summary>
    [Fact]
    public void No_folder_is_a_cupboard() => Assert.All(
        Product.SelectMany(part => Directory.EnumerateFiles(Path.Join(Repository.Root, part), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .CountBy(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file) ?? string.Empty)),
        folder => Assert.True(folder.Value <= 17, $"{folder.Key} holds {folder.Value} files: divide it by subject."));

    /// <summary>An activity works for any workflow; what the two share is in the contract.</summary>
    [Fact]
    public void No_activity_uses_a_workflow()
    {
        var references = FolderReferences.Read(Repository.Root, Product);
        foreach (var folder in Directory.EnumerateDirectories(Path.Join(Repository.Root, "activities"), "*", SearchOption.AllDirectories))
        {
            Assert.Empty(references.Examples(Path.GetRelativePath(Repository.Root, folder), "workflows"));
        }
    }
}
