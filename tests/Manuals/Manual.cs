using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>What the manual of one kind of document is made of: a page, docs/NAME.md, and a schema, docs/NAME.schema.json.</summary>
internal sealed record Manual
{
    /// <summary>Such as <c>plan</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The document's record; those of its parts are in the same namespace.</summary>
    public required Type Root { get; init; }

    public required string Title { get; init; }

    /// <summary>What the page begins with.</summary>
    public required string Introduction { get; init; }

    public required string Example { get; init; }

    /// <summary>The classes of its rules, in the order in which they are asked.</summary>
    public required IReadOnlyList<Type> Rules { get; init; }

    /// <summary>The problems that the reader finds in a text.</summary>
    public required Func<string, int> Problems { get; init; }

    public static IReadOnlyList<Manual> All { get; } = [PlanManual.Manual, PolicyManual.Manual];

    public IEnumerable<Shape.Record> Records()
    {
        var found = new List<Shape.Record>();
        Collect(Shape.From(Root), found);
        return found;
    }

    /// <summary>Every record that a document may hold, each once, the outer ones first.</summary>
    private static void Collect(Shape shape, List<Shape.Record> found)
    {
        switch (shape)
        {
            case Shape.ListOf list:
                Collect(list.Item, found);
                break;
            case Shape.Record record when !found.Contains(record):
                found.Add(record);
                record.Members.ToList().ForEach(m => Collect(m.Shape, found));
                break;
        }
    }
}
