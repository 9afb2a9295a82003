using DotIuCutter.Temporal.Workflows.Contract.Notices;
using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>Notices in the worker's log: a warning where somebody has to do something.</summary>
internal static partial class NoticeLog
{
    public static void Told(ILogger log, Notice notice)
    {
        var (level, type) = (Level(notice), NoticeKinds.Type(notice.Kind));
        Told(log, level, type, notice.Text);
    }

    private static LogLevel Level(Notice notice) => notice.Kind switch
    {
        NoticeKind.RunFinished => notice.ExitCode == 0 ? LogLevel.Information : LogLevel.Warning,
        NoticeKind.TeardownClosed => notice.Residuals.Count == 0 ? LogLevel.Information : LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(EventId = 1, Message = "{Type}: {Text}")]
    private static partial void Told(ILogger log, LogLevel level, string type, string text);
}
