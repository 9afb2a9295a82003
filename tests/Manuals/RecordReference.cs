using System.Text;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>A document's page: every member and every rule, in the words of the code's own doc comments.</summary>
internal sealed class RecordReference(DocComments comments, Manual manual)
{
    public string Write()
    {
        var text = new StringBuilder();
        text.Append(manual.Introduction);
        text.Append($"## Example\n\n```json\n{manual.Example}\n```\n\n## Members\n");
        foreach (var record in manual.Records())
        {
            text.Append($"\n### {Title(record)}\n\n{comments.Of(record.Type)}\n\n| member | type | without it | meaning |\n|---|---|---|---|\n");
            foreach (var member in record.Members)
            {
                text.Append($"| `{member.Name}` | {Kind(member.Shape)} | {Without(record, member)} | {Cell(comments.Of(member.Property))} |\n");
            }
        }

        text.Append("\n## Rules\n\n");
        foreach (var rule in manual.Rules)
        {
            text.Append($"- {comments.Of(rule)}\n");
        }

        return text.ToString();
    }

    private static string Title(Shape.Record record) => record.Type.Name;

    private static string Kind(Shape shape) => shape switch
    {
        Shape.Text => "text",
        Shape.Boolean => "true or false",
        Shape.WholeNumber => "whole number",
        Shape.Choice choice => string.Join(", ", choice.Values.Select(w => $"`{w}`")),
        Shape.ListOf list => $"list of {Kind(list.Item)}",
        Shape.MapOf => "object of texts",
        Shape.Record record => $"[{Title(record)}](#{Title(record).ToLowerInvariant()})",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };

    private static string Without(Shape.Record record, Member member) => member.Optional
        ? RecordSchema.DefaultOf(record, member) is { } value ? $"`{value.ToJsonString()}`" : "absent"
        : "refused";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
