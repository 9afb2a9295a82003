using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>To the log once, to the webhook until it has taken it. The file is read at every attempt, so that a mended one is used at once.</summary>
internal sealed class NoticeActivities(HostOptions host, ILogger<NoticeActivities> log) : INotices
{
    public async Task<NoticeDelivery> DeliverAsync(Notice notice)
    {
        if (!ActivityExecutionContext.HasCurrent || ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            NoticeLog.Told(log, notice);
        }

        return host.Webhook is { } file ? await WebhookPost.SendAsync(Webhook.Read(file), notice, CurrentActivity.Cancel) : new NoticeDelivery();
    }
}
