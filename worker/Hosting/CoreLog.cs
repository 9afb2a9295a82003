using Microsoft.Extensions.Logging;
using Temporalio.Runtime;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Forwards the log of the SDK's native core to the worker's log. By itself the core writes to standard error, in colours.</summary>
internal sealed class CoreLog(ILogger log) : ILogger
{
    /// <summary>The core's message about a heartbeat that arrived after its activity had ended, which is harmless.</summary>
    private const string LateHeartbeat = "details=\"UnknownActivity\"";

    /// <summary>The core's message about an answer to a workflow that has ended: a guard does not wait for the activity that watches its dry run.</summary>
    private const string LateAnswer = "workflow execution already completed";

    public static TemporalRuntime CreateRuntime(ILoggerFactory loggers) => new(new TemporalRuntimeOptions
    {
        Telemetry = new TelemetryOptions
        {
            Logging = new LoggingOptions
            {
                Filter = new TelemetryFilterOptions(TelemetryFilterOptions.Level.Warn, TelemetryFilterOptions.Level.Error),
                Forwarding = new LogForwardingOptions(new CoreLog(loggers.CreateLogger("Temporalio.Core"))),
            },
        },
    });

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        var late = text.Contains(LateHeartbeat, StringComparison.Ordinal) || text.Contains(LateAnswer, StringComparison.Ordinal);
        log.Log(late ? LogLevel.Debug : logLevel, eventId, state, exception, formatter);
    }
}
