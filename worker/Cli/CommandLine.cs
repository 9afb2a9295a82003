using System.CommandLine;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Worker.Cli.Commands;
using DotIuCutter.Temporal.Worker.Cli.Commands.Policies;
using DotIuCutter.Temporal.Worker.Cli.Commands.Runs;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Errors;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>The command <c>dryrun</c>: its subcommands, and the one place where an error becomes a message and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        var parsed = Root(context).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await context.Error.WriteLineAsync(error.Message);
            }

            await context.Error.WriteLineAsync($"Run `dryrun {CommandName(parsed)}--help` for its arguments and options.");
            return ExitCodes.Usage;
        }

        try
        {
            // The command that follows a run handles Ctrl-C itself: it must not end before it has asked for the teardown.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperatorError error)
        {
            await context.Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
        catch (UnreadablePayloadException unreadable)
        {
            await context.Error.WriteLineAsync(unreadable.Message);
            return ExitCodes.Unknown;
        }
        catch (Exception fault) when (TemporalFaults.Explain(fault) is { } message)
        {
            await context.Error.WriteLineAsync(message);
            return ExitCodes.Unknown;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"A file could not be used: {fault.Message} Check its path and permissions, then try again.");
            return ExitCodes.Usage;
        }
    }

    internal static RootCommand Root(CliContext context)
    {
        var connection = new ConnectionFlags(context);
        var root = new RootCommand("Rehearses database code on a disposable copy of production PostgreSQL, and proves that nothing was left.");
        connection.AddTo(root);
        root.Add(new WorkerCommand(connection, context).Build());
        root.Add(new PlanCommand(context).Build());
        root.Add(new PolicyCommand(context).Build());
        root.Add(new RunCommand(connection, context).Build());
        root.Add(new StatusCommand(connection, context).Build());
        root.Add(new AbortCommand(connection, context).Build());
        root.Add(new ContinueCommand(connection, context).Build());
        root.Add(new RetryCommand(connection, context).Build());
        root.Add(new AcknowledgeCommand(connection, context).Build());
        root.Add(new ReconcileCommand(connection, context).Build());
        root.Add(new SuperviseCommand(connection, context).Build());
        root.Add(new ReportCommand(context).Build());
        root.Add(new ListCommand(connection, context).Build());
        root.Add(new VerifyCommand(context).Build());
        root.Add(new DoctorCommand(connection, context).Build());
        root.Add(new CodecServerCommand(connection, context).Build());
        root.Add(new CompletionCommand(context).Build());
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static string CommandName(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
}
