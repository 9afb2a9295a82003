namespace DotIuCutter.Temporal.Worker.Errors;

/// <summary>An error that the operator can act on. Its message says what happened, why and what to do, and is printed without a stack trace.</summary>
internal sealed class OperatorError(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
