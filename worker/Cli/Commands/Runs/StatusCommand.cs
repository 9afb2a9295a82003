using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Shows the status of a run, or follows it without changing it.</summary>
internal sealed class StatusCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Argument<string> id = new("ID") { Description = "A workflow id, or a plan's name" };
    private readonly Option<bool> watch = new("--watch") { Description = "Follow it to its end; Ctrl-C only ends the following" };
    private readonly FollowFlags leave = new();
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("status", "Shows the status of a run") { id, watch, json };
        leave.AddTo(command);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var interrupts = context.Interrupts();
        var client = await connection.ConnectAsync(parsed);
        var found = await new RunLookup(client).FindAsync(parsed.GetRequiredValue(id));
        return parsed.GetValue(watch) ? await WatchAsync(client, found, interrupts, parsed) : await ShowAsync(client, found, parsed.GetValue(json));
    }

    private async Task<int> WatchAsync(ITemporalClient client, WorkflowExecution found, InterruptCounter interrupts, ParseResult parsed)
    {
        var progress = ProgressSelection.For(context, parsed.GetValue(json));
        var follower = new Follower(client, progress, interrupts, leave.Apply(new FollowOptions
        {
            PollInterval = context.PollInterval,
        }, parsed));
        var result = await progress.RunAsync(() =>
            found.WorkflowType == WorkflowNames.Teardown ? follower.TeardownAsync(found.Id) : follower.RunAsync(found.Id));
        return result.ExitCode;
    }

    private async Task<int> ShowAsync(ITemporalClient client, WorkflowExecution found, bool asJson)
    {
        var seen = await ObserveAsync(client, found);
        var state = Lower(found.Status.ToString());
        await context.Out.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new { workflowId = found.Id, state, run = seen.Run, teardown = seen.Teardown, noAnswer = seen.NoAnswer, wait = seen.Wait }, Json.Indented)
            : string.Join(Environment.NewLine, StatusText.Render(seen, state, TimeProvider.System.GetUtcNow()).Concat(await ResultAsync(client, found, seen)).Select(l => l.Text)));
        return seen.Current is null ? ExitCodes.Unknown : ExitCodes.Passed;
    }

    /// <summary>A run that ended before anything was created has no summary; only its failure says why.</summary>
    private static async Task<IReadOnlyList<Line>> ResultAsync(ITemporalClient client, WorkflowExecution found, Observation seen) =>
        found is { CloseTime: not null, WorkflowType: WorkflowNames.DryRun } && seen.Run?.Summary is null && await new ResultReader(client).RunAsync(found.Id, found.Status, null) is { } result
            ? SummaryText.Render(result)
            : [];

    private static async Task<Observation> ObserveAsync(ITemporalClient client, WorkflowExecution found)
    {
        if (found.WorkflowType == WorkflowNames.Teardown)
        {
            var answer = await new StatusPoller(client, found.Id).AskAsync();
            return new Observation { WorkflowId = found.Id, Teardown = answer.Status, NoAnswer = answer.NoAnswer, Wait = answer.Wait };
        }

        return await new RunObserver(client, found.Id).ObserveAsync(null, found.CloseTime is not null);
    }

    private static string Lower(string word) => $"{char.ToLowerInvariant(word[0])}{word[1..]}";
}
