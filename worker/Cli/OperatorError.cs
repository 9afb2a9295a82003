namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>Something the operator can act on, in words: subject, expected, found, remedy. Printed as it is, without a stack trace.</summary>
internal sealed class OperatorError(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
