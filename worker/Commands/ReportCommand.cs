using System.CommandLine;
using DotIuCutter.Temporal.Workflows;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Prints a run's report from the evidence directory; needs no Temporal.</summary>
internal sealed class ReportCommand(Surroundings surroundings)
{
    private readonly Argument<string> run = new("RUN") { Description = "A run's key, its folder, or a plan's name for its newest run" };
    private readonly Option<string> format = new("--format") { Description = "md, html, json or junit", HelpName = "FORMAT", DefaultValueFactory = _ => "md" };
    private readonly Option<string?> evidence = new("--evidence") { Description = "The evidence directory (DRYRUN_EVIDENCE)", HelpName = "DIRECTORY" };
    private readonly Option<bool> json = new("--json") { Description = "The same as --format json" };

    public Command Build()
    {
        format.AcceptOnlyFromAmong("md", "html", "json", "junit");
        var command = new Command("report", "Prints a run's report") { run, format, evidence, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(run);
        var file = (parsed.GetValue(json) ? "json" : parsed.GetValue(format)) switch
        {
            "json" => "report.json",
            "html" => "report.html",
            "junit" => "junit.xml",
            _ => "report.md",
        };
        var path = Path.Combine(Folder(name, parsed.GetValue(evidence) ?? surroundings.Variable("DRYRUN_EVIDENCE")), file);
        if (!File.Exists(path))
        {
            throw new OperatorError($"Report of '{name}': expected {path}, found no such file. The run may not be closed yet: see `dryrun status`.");
        }

        await surroundings.Out.WriteAsync(await File.ReadAllTextAsync(path));
        return ExitCodes.Passed;
    }

    private static string Folder(string run, string? evidence)
    {
        if (run.Contains('/', StringComparison.Ordinal))
        {
            return run;
        }

        if (evidence is null)
        {
            throw new OperatorError("The evidence directory is not known: expected --evidence or DRYRUN_EVIDENCE. Name the one the worker uses.");
        }

        var exact = Path.Combine(evidence, run);
        return Directory.Exists(exact) ? exact : Newest(run, evidence);
    }

    /// <summary>Run folders are named by plan and 12 hex digits, so that one plan's name never matches another's.</summary>
    private static string Newest(string plan, string evidence)
    {
        var prefix = Contract.WorkflowId("");
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
