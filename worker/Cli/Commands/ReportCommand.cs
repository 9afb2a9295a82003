using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Prints a run's report from the evidence directory; needs no Temporal.</summary>
internal sealed class ReportCommand(CliContext surroundings)
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    private readonly Argument<string?> run = new("RUN") { Description = "A run's key, its folder, or a plan's name for its newest run", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<TimeSpan?> since = TimeOption.Create("--since", "30d", Most, "Every run closed in that time: verdicts, restore time, and when each plan was last seen to pass");
    private readonly Option<string> format = new("--format") { Description = "md, html, json or junit", HelpName = "FORMAT", DefaultValueFactory = _ => "md" };
    private readonly Option<string?> evidence = new("--evidence") { Description = "The evidence directory (DRYRUN_EVIDENCE)", HelpName = "DIRECTORY" };
    private readonly Option<bool> json = new("--json") { Description = "The same as --format json; with --since one JSON object a line" };

    public Command Build()
    {
        format.AcceptOnlyFromAmong("md", "html", "json", "junit");
        var command = new Command("report", "Prints a run's report, or with --since how the runs went") { run, since, format, evidence, json };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(run) is null == parsed.GetResult(since) is null)
            {
                parsed.AddError("Which report is not known: expected either a RUN or --since TIME. Name one of them.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var directory = parsed.GetValue(evidence) ?? surroundings.Variable("DRYRUN_EVIDENCE");
        if (parsed.GetValue(since) is { } time)
        {
            return await TrendAsync(Known(directory), time, parsed.GetValue(json));
        }

        var name = parsed.GetRequiredValue(run)!;
        var file = (parsed.GetValue(json) ? "json" : parsed.GetValue(format)) switch
        {
            "json" => "report.json",
            "html" => "report.html",
            "junit" => "junit.xml",
            _ => "report.md",
        };
        var path = Path.Combine(Folder(name, directory), file);
        if (!File.Exists(path))
        {
            throw new OperatorError($"Report of '{name}': expected {path}, found no such file. The run may not be closed yet: see `dryrun status`.");
        }

        await surroundings.Out.WriteAsync(await File.ReadAllTextAsync(path));
        return ExitCodes.Passed;
    }

    private async Task<int> TrendAsync(string directory, TimeSpan time, bool asJson)
    {
        var (now, unreadable) = (DateTimeOffset.UtcNow, new List<string>());
        var rows = Trend.Read(directory, now - time, unreadable);
        foreach (var words in unreadable)
        {
            await surroundings.Error.WriteLineAsync(words);
        }

        await surroundings.Out.WriteLineAsync(string.Join(Environment.NewLine, asJson ? rows.Select(r => JsonSerializer.Serialize(r, Json.Options)) : Trend.Lines(rows, now)));
        return ExitCodes.Passed;
    }

    private static string Known(string? evidence) => evidence is null
        ? throw new OperatorError("The evidence directory is not known: expected --evidence or DRYRUN_EVIDENCE. Name the one the worker uses.")
        : !Directory.Exists(evidence) ? throw new OperatorError($"Evidence directory '{evidence}': expected one that exists, found none. Name the one the worker uses.")
        : evidence;

    private static string Folder(string run, string? evidence)
    {
        if (run.Contains('/', StringComparison.Ordinal))
        {
            return run;
        }

        var directory = Known(evidence);
        var exact = Path.Combine(directory, run);
        return Directory.Exists(exact) ? exact : Newest(run, directory);
    }

    /// <summary>Run folders are named by plan and 12 hex digits, so that one plan's name never matches another's.</summary>
    private static string Newest(string plan, string evidence)
    {
        var prefix = WorkflowNames.WorkflowId("");
        var name = plan.StartsWith(prefix, StringComparison.Ordinal) ? plan[prefix.Length..] : plan;
        var found = Directory.Exists(evidence)
            ? new DirectoryInfo(evidence).EnumerateDirectories()
                .Where(d => d.Name.Length == name.Length + 13 && d.Name.StartsWith($"{name}-", StringComparison.Ordinal) && d.Name[^12..].All(char.IsAsciiHexDigitLower))
                .MaxBy(d => d.LastWriteTimeUtc)
            : null;
        return found?.FullName
            ?? throw new OperatorError($"Run '{plan}': expected its folder in {evidence}, found none. List the runs with `dryrun list`.");
    }
}
