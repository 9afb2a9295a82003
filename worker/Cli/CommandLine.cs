using System.CommandLine;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Worker.Cli.Commands;
using DotIuCutter.Temporal.Worker.Cli.Commands.Runs;
using DotIuCutter.Temporal.Worker.Client.Connecting;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>The command <c>dryrun</c>. Every error an operator can meet leaves here as a sentence and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext surroundings)
    {
        var parsed = Root(surroundings).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await surroundings.Error.WriteLineAsync(error.Message);
            }

            await surroundings.Error.WriteLineAsync($"Run `dryrun {Named(parsed)}--help` for what it takes.");
            return ExitCodes.Usage;
        }

        try
        {
            // Ctrl-C belongs to the command that follows a run: it must never end before it has asked for the teardown.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperatorError error)
        {
            await surroundings.Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
        catch (UnreadablePayloadException unreadable)
        {
            await surroundings.Error.WriteLineAsync(unreadable.Message);
            return ExitCodes.Unknown;
        }
        catch (Exception fault) when (TemporalFaults.Explain(fault) is { } words)
        {
            await surroundings.Error.WriteLineAsync(words);
            return ExitCodes.Unknown;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await surroundings.Error.WriteLineAsync($"A file could not be used: {fault.Message} Check its path and permissions, then try again.");
            return ExitCodes.Usage;
        }
    }

    internal static RootCommand Root(CliContext surroundings)
    {
        var connection = new ConnectionFlags(surroundings);
        var root = new RootCommand("Rehearses database code on a disposable copy of production PostgreSQL, and proves that nothing was left.");
        connection.AddTo(root);
        root.Add(new WorkerCommand(connection, surroundings).Build());
        root.Add(new PlanCommand(surroundings).Build());
        root.Add(new RunCommand(connection, surroundings).Build());
        root.Add(new StatusCommand(connection, surroundings).Build());
        root.Add(new AbortCommand(connection, surroundings).Build());
        root.Add(new ContinueCommand(connection, surroundings).Build());
        root.Add(new RetryCommand(connection, surroundings).Build());
        root.Add(new AcknowledgeCommand(connection, surroundings).Build());
        root.Add(new ReconcileCommand(connection, surroundings).Build());
        root.Add(new SuperviseCommand(connection, surroundings).Build());
        root.Add(new ReportCommand(surroundings).Build());
        root.Add(new ListCommand(connection, surroundings).Build());
        root.Add(new VerifyCommand(surroundings).Build());
        root.Add(new DoctorCommand(connection, surroundings).Build());
        root.Add(new CodecServerCommand(connection, surroundings).Build());
        root.Add(new CompletionCommand(surroundings).Build());
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static string Named(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
}
