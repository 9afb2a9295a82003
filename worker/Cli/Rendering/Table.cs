namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Lays out rows in columns, each as wide as its widest cell.</summary>
internal static class Table
{
    public static IEnumerable<string> Render(string[] head, IEnumerable<string[]> rows)
    {
        IReadOnlyList<string[]> cells = [head, .. rows];
        var widths = Enumerable.Range(0, head.Length).Select(i => cells.Max(c => c[i].Length)).ToList();
        return cells.Select(c => string.Join("  ", c.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
