using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Prints a run's report from the evidence directory; needs no Temporal.</summary>
internal sealed class ReportCommand(CliContext context)
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(3650);

    private readonly Argument<string?> run = new("RUN") { Description = "A run key, the folder of a run, or a plan's name for its newest run", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<TimeSpan?> since = TimeOption.Create("--since", "30d", LongestPeriod, "List the runs closed in that time: verdicts, restore time, and when each plan last passed");
    private readonly Option<string> format = new("--format") { Description = "md, html, json or junit", HelpName = "FORMAT", DefaultValueFactory = _ => "md" };
    private readonly Option<string?> evidence = new("--evidence") { Description = "The evidence directory (DRYRUN_EVIDENCE)", HelpName = "DIRECTORY" };
    private readonly Option<bool> json = new("--json") { Description = "The same as --format json; with --since one JSON object a line" };

    public Command Build()
    {
        format.AcceptOnlyFromAmong("md", "html", "json", "junit");
        var command = new Command("report", "Prints a run's report, or with --since a list of runs") { run, since, format, evidence, json };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(run) is null == parsed.GetResult(since) is null)
            {
                parsed.AddError("Give a run or `--since TIME`, one of the two.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var directory = parsed.GetValue(evidence) ?? context.Variable("DRYRUN_EVIDENCE");
        if (parsed.GetValue(since) is { } time)
        {
            return await TrendAsync(RequireDirectory(directory), time, parsed.GetValue(json));
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
            throw new OperatorError($"There is no report {path} of '{name}'. The run may not be closed yet: see `dryrun status`.");
        }

        await context.Out.WriteAsync(await File.ReadAllTextAsync(path));
        return ExitCodes.Passed;
    }

    private async Task<int> TrendAsync(string directory, TimeSpan time, bool asJson)
    {
        var (now, unreadable) = (context.Time.GetUtcNow(), new List<string>());
        var rows = Trend.Read(directory, now - time, unreadable);
        foreach (var message in unreadable)
        {
            await context.Error.WriteLineAsync(message);
        }

        await context.Out.WriteLineAsync(string.Join(Environment.NewLine, asJson ? rows.Select(r => JsonSerializer.Serialize(r, Json.Options)) : Trend.Lines(rows, now)));
        return ExitCodes.Passed;
    }

    private static string RequireDirectory(string? evidence) => evidence is null
        ? throw new OperatorError("The evidence directory is not known. Give the one the worker uses with --evidence or DRYRUN_EVIDENCE.")
        : !Directory.Exists(evidence) ? throw new OperatorError($"There is no evidence directory '{evidence}'. Give the one the worker uses.")
        : evidence;

    private static string Folder(string run, string? evidence)
    {
        if (run.Contains('/', StringComparison.Ordinal))
        {
            return run;
        }

        var directory = RequireDirectory(evidence);
        var exact = Path.Combine(directory, run);
        return Directory.Exists(exact) ? exact : Newest(run, directory);
    }

    /// <summary>Finds the newest folder of a plan. Folders are named by plan and 12 hex digits, so one plan's name never matches another's.</summary>
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
            ?? throw new OperatorError($"Run '{plan}' has no folder in {evidence}. List the runs with `dryrun list`.");
    }
}
