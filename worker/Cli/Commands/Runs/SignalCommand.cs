using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Errors;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>A command that sends the signal of its own name to one workflow, and says so.</summary>
internal abstract class SignalCommand(string signal, string description, ConnectionFlags connection, CliContext context)
{
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    /// <summary>The id of the run; the first argument.</summary>
    protected abstract Argument<string> Id { get; }

    /// <summary>The arguments and options of this command, beside the id.</summary>
    protected virtual IReadOnlyList<Symbol> ExtraSymbols => [];

    public Command Build()
    {
        var command = new Command(signal, description) { Id };
        foreach (var symbol in ExtraSymbols)
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

    /// <exception cref="OperatorError">The workflow would ignore the signal.</exception>
    protected virtual Task<IReadOnlyCollection<object?>> PayloadAsync(ParseResult parsed, ITemporalClient client, WorkflowExecution found) =>
        Task.FromResult<IReadOnlyCollection<object?>>([]);

    /// <summary>The message after the signal was sent: what was asked for, and how to follow it.</summary>
    protected abstract string Confirmation(ParseResult parsed, string workflowId);

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var client = await connection.ConnectAsync(parsed);
        var found = await FindAsync(new RunLookup(client), parsed.GetRequiredValue(Id));
        await SignalSender.SendAsync(client, found, signal, await PayloadAsync(parsed, client, found));
        await SignalSender.WriteAsync(context, found.Id, signal, parsed.GetValue(json), Confirmation(parsed, found.Id));
        return ExitCodes.Passed;
    }
}
