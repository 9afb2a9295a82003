using Microsoft.Extensions.Logging;
using Temporalio.Runtime;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>What the SDK's native core has to say goes where all else goes. By itself it writes to standard error, in colours.</summary>
internal sealed class CoreLog(ILogger log) : ILogger
{
    /// <summary>A heartbeat met its activity's end on the way, as the last one of an activity may.</summary>
    private const string Late = "details=\"UnknownActivity\"";

    public static TemporalRuntime RuntimeInto(ILoggerFactory loggers) => new(new TemporalRuntimeOptions
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
        var late = formatter(state, exception).Contains(Late, StringComparison.Ordinal);
        log.Log(late ? LogLevel.Debug : logLevel, eventId, state, exception, formatter);
    }
}
