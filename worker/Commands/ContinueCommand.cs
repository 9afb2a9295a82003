using System.CommandLine;
using DotIuCutter.Temporal.Worker.Connecting;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Ends a hold.</summary>
internal sealed class ContinueCommand(ConnectionFlags connection, Surroundings surroundings)
{
    private readonly Argument<string> id = new("ID") { Description = "A workflow id, or a plan's name" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("continue", "Has a run that is held go on") { id, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var found = await new Executions(client).FindRunAsync(parsed.GetRequiredValue(id));
        await Signals.SendAsync(client, found, "continue", []);
        await Signals.WriteAsync(surroundings, found.Id, "continue", parsed.GetValue(json),
            $"'{found.Id}' was told to go on where it is held. Follow it with `dryrun status {found.Id} --watch`.");
        return ExitCodes.Passed;
    }
}
