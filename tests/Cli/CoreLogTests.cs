using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

public sealed class CoreLogTests
{
    [Theory]
    [InlineData("Activity heartbeat failed. details=\"UnknownActivity\", task_token=\"x\"", LogLevel.Debug)]
    [InlineData("Activity heartbeat failed. details=\"Unavailable\", task_token=\"x\"", LogLevel.Warning)]
    [InlineData("Activity not found on completion. details=\"Status { code: NotFound, message: \\\"workflow execution already completed\\\" }\"", LogLevel.Debug)]
    [InlineData("Activity not found on completion. details=\"Status { code: NotFound, message: \\\"activity not found\\\" }\"", LogLevel.Warning)]
    [InlineData("gRPC call poll_workflow_task_queue retried 12 times", LogLevel.Warning)]
    public void Only_a_heartbeat_or_an_answer_that_came_late_is_no_warning(string said, LogLevel level)
    {
        var log = new Kept();
        new CoreLog(log).Log(LogLevel.Warning, default, said, null, (state, _) => state);
        Assert.Equal([(level, said)], log.Lines);
    }

    private sealed class Kept : ILogger
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
