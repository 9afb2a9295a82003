using System.CommandLine;
using DotIuCutter.Temporal.Worker.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Asks a run to stop its scenario and tear down.</summary>
internal sealed class AbortCommand(ConnectionFlags connection, Surroundings surroundings)
{
    private readonly Argument<string> id = new("ID") { Description = "A workflow id, or a plan's name" };
    private readonly Option<string?> reason = new("--reason") { Description = "Why, for the report", HelpName = "TEXT" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("abort", "Stops a run's scenario and has everything torn down") { id, reason, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var found = await new Executions(client).FindRunAsync(parsed.GetRequiredValue(id));
        await Signals.SendAsync(client, found, "abort", [parsed.GetValue(reason) ?? "dryrun abort"]);
        await Signals.WriteAsync(surroundings, found.Id, "abort", parsed.GetValue(json),
            $"The abort was sent to '{found.Id}': everything is torn down now. Follow it with `dryrun status {found.Id} --watch`.");
        return ExitCodes.Passed;
    }
}
