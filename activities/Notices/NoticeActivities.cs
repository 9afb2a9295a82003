using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>To the log once, to the webhook until it has taken it. Journal and webhook file are read at every attempt, so that a mended one is used at once.</summary>
internal sealed class NoticeActivities(HostOptions host, IRunStore runs, ILogger<NoticeActivities> log) : INotices
{
    public async Task<NoticeDelivery> DeliverAsync(NoticeInput input)
    {
        var run = await runs.OpenAsync(input.Run, CurrentActivity.Cancel);
        var info = ActivityExecutionContext.Current.Info;
        if (NoticeDerivation.Derive(input, info.WorkflowId ?? input.Run, run.Manifest, run.Journal.Entries) is not { } found)
        {
            return new NoticeDelivery { NotTold = $"The journal of run '{input.Run}' does not say {NoticeKinds.Type(input.Kind)}." };
        }

        var notice = input.Kind == NoticeKind.RunFinished ? found with { EvidenceDirectory = run.Folder } : found;
        if (info.Attempt == 1)
        {
            NoticeLog.Told(log, notice);
        }

        return host.Webhook is { } file ? await WebhookPost.SendAsync(Webhook.Read(file), notice, CurrentActivity.Cancel) : new NoticeDelivery();
    }
}
