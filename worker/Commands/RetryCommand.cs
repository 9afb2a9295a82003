using System.CommandLine;
using DotIuCutter.Temporal.Worker.Connecting;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Wakes a parked teardown.</summary>
internal sealed class RetryCommand(ConnectionFlags connection, Surroundings surroundings)
{
    private readonly Argument<string> id = new("ID") { Description = "A workflow id, of the run or of its teardown, or a plan's name" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("retry", "Has a parked teardown try again at once") { id, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var found = await new Executions(client).FindTeardownAsync(parsed.GetRequiredValue(id));
        await Signals.SendAsync(client, found, "retry", []);
        await Signals.WriteAsync(surroundings, found.Id, "retry", parsed.GetValue(json),
            $"'{found.Id}' was asked to try again. Follow it with `dryrun status {found.Id} --watch`.");
        return ExitCodes.Passed;
    }
}
