using System.Text;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Docs;

/// <summary>docs/plan.md: every member and every rule, in the words of the code's own doc comments.</summary>
internal sealed class PlanReference(DocComments comments)
{
    public string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # The plan

            Made from the code by the tests; to change it, change a doc comment and run the tests with `UPDATE_DOCS=1`. For editors there is
            [plan.schema.json](plan.schema.json).

            A plan is one JSON object, UTF-8, without comments. What it does not know it refuses, and it reports every problem at once, each with
            its JSON path, the value found, the rule and the remedy. The digest people approve does not depend on white space or the order of members.


            """);
        text.Append("## Example\n\n```json\n").Append(System.Text.Json.JsonSerializer.Serialize(Plans.Valid(), Json.Indented)).Append("\n```\n\n## Members\n");
        var records = new List<Shape.Record>();
        Collect(Shape.Of(typeof(Plan)), records);
        foreach (var record in records)
        {
            text.Append($"\n### {Title(record)}\n\n{comments.Of(record.Type)}\n\n| member | type | without it | meaning |\n|---|---|---|---|\n");
            foreach (var member in record.Members)
            {
                text.Append($"| `{member.Name}` | {Kind(member.Shape)} | {Without(record, member)} | {Cell(comments.Of(member.Property))} |\n");
            }
        }

        text.Append("\n## Rules\n\n");
        foreach (var rule in PlanRules.All)
        {
            text.Append($"- {comments.Of(rule.Method.DeclaringType!)}\n");
        }

        return text.ToString();
    }

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

    private static string Title(Shape.Record record) => record.Type.Name;

    private static string Kind(Shape shape) => shape switch
    {
        Shape.Text => "text",
        Shape.Truth => "true or false",
        Shape.WholeNumber => "whole number",
        Shape.Word word => string.Join(", ", word.Words.Select(w => $"`{w}`")),
        Shape.ListOf list => $"list of {Kind(list.Item)}",
        Shape.MapOf => "object of texts",
        Shape.Record record => $"[{Title(record)}](#{Title(record).ToLowerInvariant()})",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };

    private static string Without(Shape.Record record, Member member) => member.Optional
        ? PlanSchema.DefaultOf(record, member) is { } value ? $"`{value.ToJsonString()}`" : "absent"
        : "refused";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
