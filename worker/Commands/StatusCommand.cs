using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Connecting;
using DotIuCutter.Temporal.Worker.Following;
using DotIuCutter.Temporal.Worker.Writing;
using DotIuCutter.Temporal.Workflows;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Shows how a run stands, or follows it without ever touching it.</summary>
internal sealed class StatusCommand(ConnectionFlags connection, Surroundings surroundings)
{
    private readonly Argument<string> id = new("ID") { Description = "A workflow id, or a plan's name" };
    private readonly Option<bool> watch = new("--watch") { Description = "Follow it to its end; Ctrl-C only ends the following" };
    private readonly LeaveFlags leave = new();
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("status", "Shows how a run stands") { id, watch, json };
        leave.AddTo(command);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var interrupts = surroundings.Interrupts();
        var client = await connection.ConnectAsync(parsed);
        var found = await new Executions(client).FindAsync(parsed.GetRequiredValue(id));
        return parsed.GetValue(watch) ? await WatchAsync(client, found, interrupts, parsed) : await LookAsync(client, found, parsed.GetValue(json));
    }

    private async Task<int> WatchAsync(ITemporalClient client, WorkflowExecution found, Interrupts interrupts, ParseResult parsed)
    {
        var progress = Progresses.For(surroundings, parsed.GetValue(json));
        var follower = new Follower(client, progress, interrupts, leave.On(new FollowOptions
        {
            LookEvery = surroundings.LookEvery,
        }, parsed));
        var ending = await progress.WrapAsync(() =>
            found.WorkflowType == Contract.Teardown ? follower.TeardownAsync(found.Id) : follower.RunAsync(found.Id));
        return ending.ExitCode;
    }

    private async Task<int> LookAsync(ITemporalClient client, WorkflowExecution found, bool asJson)
    {
        var seen = await SeeAsync(client, found);
        var state = Lower(found.Status.ToString());
        await surroundings.Out.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new { workflowId = found.Id, state, run = seen.Run, teardown = seen.Teardown, silence = seen.Silence, wait = seen.Wait }, Json.Indented)
            : string.Join(Environment.NewLine, StatusText.Of(seen, state, TimeProvider.System.GetUtcNow()).Concat(await EndAsync(client, found, seen)).Select(l => l.Text)));
        return seen.Current is null ? ExitCodes.Unknown : ExitCodes.Passed;
    }

    /// <summary>A run that ended before anything was created has no summary, and says why in its failure alone.</summary>
    private static async Task<IReadOnlyList<Line>> EndAsync(ITemporalClient client, WorkflowExecution found, Observation seen) =>
        found is { CloseTime: not null, WorkflowType: Contract.DryRun } && seen.Run?.Summary is null && await new Ended(client).RunAsync(found.Id, found.Status, null) is { } ending
            ? SummaryText.Of(ending)
            : [];

    private static async Task<Observation> SeeAsync(ITemporalClient client, WorkflowExecution found)
    {
        if (found.WorkflowType == Contract.Teardown)
        {
            var answer = await new Inquiry(client, found.Id).AskAsync();
            return new Observation { WorkflowId = found.Id, Teardown = answer.Status, Silence = answer.Silence, Wait = answer.Wait };
        }

        return await new Watch(client, found.Id).LookAsync(null, found.CloseTime is not null);
    }

    private static string Lower(string word) => $"{char.ToLowerInvariant(word[0])}{word[1..]}";
}
