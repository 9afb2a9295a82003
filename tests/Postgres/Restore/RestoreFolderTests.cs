using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

/// <summary>C# has no type that is private to a folder, so this test keeps the folder's inside private.</summary>
public sealed partial class RestoreFolderTests
{
    private const string Folder = "activities/Postgres/Restore";

    /// <summary>The interface, its records, and the class that is registered.</summary>
    private static readonly Type[] Public = [typeof(IDumpRestorer), typeof(RestoreOptions), typeof(RestoreResult), typeof(DumpRestorer)];

    private static readonly string[] Private =
        [.. typeof(IDumpRestorer).Assembly.GetTypes().Where(type => IsInFolder(type.Namespace) && !type.IsNested && IsWritten(type)).Except(Public).Select(type => type.Name)];

    [Fact]
    public void No_other_folder_names_a_type_of_the_restorer_but_its_interface()
    {
        var sources = Sources().ToList();
        Assert.Contains(sources, source => Path.GetFileName(source.Path) == "DatabaseRestore.cs" && Named(source.Text, [nameof(IDumpRestorer)]).Any());
        Assert.Empty(sources.SelectMany(source => Named(source.Text, Private).Select(name => $"{source.Path} names {name}")));
    }

    [Theory]
    [InlineData("var order = new RestoreOrder(2);", "RestoreOrder")]
    [InlineData("Restore.DumpPart? part = null;", "DumpPart")]
    [InlineData("// RestoreOrder\n/// <see cref=\"DumpFeed\"/>\nvar word = \"DumpParts\";", null)]
    [InlineData("RestoreOrders.Of(RestoreOptions, IDumpRestorer)", null)]
    public void A_planted_use_is_found_and_a_comment_is_none(string planted, string? name) =>
        Assert.Equal(name is null ? [] : [name], Named(planted, Private));

    private static IEnumerable<(string Path, string Text)> Sources() =>
        from project in (string[])["workflows", "activities", "worker"]
        from path in Directory.EnumerateFiles(Path.Join(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains(Folder, StringComparison.Ordinal)
        select (Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path));

    private static IEnumerable<string> Named(string source, string[] names)
    {
        var code = NotCode().Replace(source, " ");
        return names.Where(name => Regex.IsMatch(code, $@"\b{name}\b"));
    }

    private static bool IsInFolder(string? space) => $"{space}.".StartsWith($"{typeof(IDumpRestorer).Namespace}.", StringComparison.Ordinal);

    private static bool IsWritten(Type type) => !type.Name.Contains('<', StringComparison.Ordinal);

    [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex NotCode();
}
