using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Scenarios.Harnesses;

/// <summary>One language of examples/harnesses, as the README there describes it: what is not true in its table makes a test fail.</summary>
internal sealed partial record ExampleHarness(string Language, string Image, IReadOnlyList<string> Command, int WithoutDatabase)
{
    public static string Folder { get; } = Repository.File("examples/harnesses");

    public static IReadOnlyList<ExampleHarness> All { get; } = Read(File.ReadAllText(Path.Combine(Folder, "README.md")));

    public static ExampleHarness Of(string language) => All.Single(e => e.Language == language);

    /// <summary>The two scenarios that the README has for Python, with this language's command.</summary>
    public IReadOnlyList<Scenario> Scenarios()
    {
        var scenarios = JsonSerializer.Deserialize<Scenario[]>(JsonBlock().Match(File.ReadAllText(Path.Combine(Folder, "README.md"))).Groups[1].Value, Json.Options)!;
        return [.. scenarios.Select(s => s with { Harness = new HarnessCommand { Command = [.. Command, s.Harness!.Command[^1]] } })];
    }

    private static IReadOnlyList<ExampleHarness> Read(string readme)
    {
        var rows = readme.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var languages = rows[0].Skip(1).Select(cell => Link().Match(cell).Groups[1].Value).ToList();
        return [.. languages.Select((language, at) => new ExampleHarness(
            language, Cell("image", at).Trim('`'), Cell("command", at).Trim('`').Split(' '), int.Parse(Cell("exit code when it cannot connect", at).Split(',')[0], CultureInfo.InvariantCulture)))];

        string Cell(string row, int at) => rows.Single(cells => cells[0] == row)[at + 1];
    }

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"\[(.+)\]\(")]
    private static partial Regex Link();
}
