using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>The <c>///</c> summaries of documents and their rules, as Markdown on one line.</summary>
internal sealed class DocComments
{
    private readonly Dictionary<string, string> summaries = XDocument.Load(Path.ChangeExtension(typeof(Plan).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(m => m.Element("summary") is not null && Manual.All.Any(manual => m.Attribute("name")!.Value[2..].StartsWith($"{manual.Root.Namespace}.", StringComparison.Ordinal)))
        .ToDictionary(m => m.Attribute("name")!.Value, m => Markdown(m.Element("summary")!), StringComparer.Ordinal);

    public string Of(Type type) => summaries.GetValueOrDefault($"T:{type.FullName}", "");

    public string Of(PropertyInfo property) => summaries.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", "");

    private static string Markdown(XElement summary) => Regex.Replace(string.Concat(summary.Nodes().Select(Markdown)), @"\s+", " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } page => $"[{see.Value}]({page.Value})",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
        _ => throw new NotSupportedException($"A document's doc comments hold {node}, which the reference cannot show."),
    };
}
