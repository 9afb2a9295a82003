using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Lists runs and teardowns, newest first.</summary>
internal sealed class ListCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Option<int> limit = new("--limit") { Description = "The largest number of rows", HelpName = "N", DefaultValueFactory = _ => 50 };
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
        var found = new List<WorkflowExecution>();
        await foreach (var execution in client.ListWorkflowsAsync(
            $"WorkflowType IN ('{WorkflowNames.DryRun}', '{WorkflowNames.Teardown}')", new() { Limit = parsed.GetValue(limit) }))
        {
            found.Add(execution);
        }

        var keys = await new RunKeyReader(client).ReadAsync(found);
        var rows = new List<RunRow>();
        foreach (var execution in found)
        {
            var problem = await WorkflowTaskProblem.FindAsync(client, execution);
            rows.Add(Row(execution, keys.GetValueOrDefault((execution.Id, execution.RunId))) with { Problem = problem?.Text });
        }

        await context.Out.WriteLineAsync(parsed.GetValue(json)
            ? string.Join(Environment.NewLine, rows.Select(r => JsonSerializer.Serialize(r, Json.Options)))
            : string.Join(Environment.NewLine, RunRow.Lines(rows)));
        return ExitCodes.Passed;
    }

    private static RunRow Row(WorkflowExecution execution, string? runKey) => new()
    {
        WorkflowId = execution.Id,
        Type = execution.WorkflowType,
        State = $"{char.ToLowerInvariant(execution.Status.ToString()[0])}{execution.Status.ToString()[1..]}",
        Phase = SearchAttributeRegistration.Read(execution, SearchAttributes.Phase),
        Verdict = SearchAttributeRegistration.Read(execution, SearchAttributes.Verdict),
        Plan = SearchAttributeRegistration.Read(execution, SearchAttributes.Plan),
        RunKey = runKey,
        TaskQueue = execution.TaskQueue,
        StartedAt = execution.StartTime,
    };
}
