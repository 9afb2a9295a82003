namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;

/// <summary>report.css, which is part of the assembly. It stands in an element whose text HTML does not decode, so it may hold no markup.</summary>
internal static class Stylesheet
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not in the assembly.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return text.AsSpan().ContainsAny("<>&") ? throw new InvalidOperationException("report.css holds '<', '>' or '&'.") : text;
    }
}
