using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Lists dry runs and teardowns, newest first.</summary>
internal sealed class ListCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<int> limit = new("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object a line" };

    public Command Build()
    {
        var command = new Command("list", "Lists the runs Temporal knows, newest first") { limit, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var rows = new List<RunRow>();
        await foreach (var found in client.ListWorkflowsAsync(
            $"WorkflowType IN ('{WorkflowNames.DryRun}', '{WorkflowNames.Teardown}')", new() { Limit = parsed.GetValue(limit) }))
        {
            rows.Add(new RunRow(
                found.Id,
                found.WorkflowType,
                $"{char.ToLowerInvariant(found.Status.ToString()[0])}{found.Status.ToString()[1..]}",
                SearchAttributeRegistration.Read(found, SearchAttributes.Phase),
                SearchAttributeRegistration.Read(found, SearchAttributes.Verdict),
                SearchAttributeRegistration.Read(found, SearchAttributes.Plan),
                found.StartTime));
        }

        await surroundings.Out.WriteLineAsync(parsed.GetValue(json)
            ? string.Join(Environment.NewLine, rows.Select(r => JsonSerializer.Serialize(r, Json.Options)))
            : string.Join(Environment.NewLine, RunRow.Lines(rows)));
        return ExitCodes.Passed;
    }
}
