using System.CommandLine;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>A command that sends one signal, of the command's own name, to one exact execution, and says so.</summary>
internal abstract class SignalCommand(string signal, string description, ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    /// <summary>Whose it is; the first word on the line.</summary>
    protected abstract Argument<string> Id { get; }

    /// <summary>What stands on the line between the id and the options every command has.</summary>
    protected virtual IReadOnlyList<Symbol> More => [];

    public Command Build()
    {
        var command = new Command(signal, description) { Id };
        foreach (var symbol in More)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Add(option);
            }
        }

        command.Add(json);
        command.SetAction(ExecuteAsync);
        return command;
    }

    protected abstract Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id);

    /// <exception cref="OperatorError">It would be ignored in silence.</exception>
    protected virtual Task<IReadOnlyCollection<object?>> PayloadAsync(ParseResult parsed, ITemporalClient client, WorkflowExecution found) =>
        Task.FromResult<IReadOnlyCollection<object?>>([]);

    /// <summary>What has been asked for, and what to look at now.</summary>
    protected abstract string Told(ParseResult parsed, string workflowId);

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var found = await FindAsync(new RunLookup(client), parsed.GetRequiredValue(Id));
        await Signals.SendAsync(client, found, signal, await PayloadAsync(parsed, client, found));
        await Signals.WriteAsync(surroundings, found.Id, signal, parsed.GetValue(json), Told(parsed, found.Id));
        return ExitCodes.Passed;
    }
}
