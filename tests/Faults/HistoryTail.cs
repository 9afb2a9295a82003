using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>
/// One workflow's history as it grows, told by Temporal's long poll as each event is written, through outages of Temporal and later runs of
/// the same id.
/// </summary>
internal sealed class HistoryTail : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ITemporalClient client;
    private readonly string id;
    private readonly Task? parent;
    private readonly CancellationTokenSource stopped = new();
    private readonly Lock gate = new();
    private readonly List<HistoryEvent> events = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? run;
    private int ofRun;

    /// <param name="parent">Ends before the last run of this id does; absent for a workflow that has but one run.</param>
    public HistoryTail(ITemporalClient client, string id, Task? parent)
    {
        (this.client, this.id, this.parent) = (client, id, parent);
        Ended = FollowAsync();
    }

    /// <summary>The last run of this id is closed, or there never was one.</summary>
    public Task Ended { get; }

    public IReadOnlyList<HistoryEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    /// <summary>The first event that is as wanted, which may be an old one.</summary>
    public async Task<HistoryEvent> UntilAsync(Func<HistoryEvent, bool> wanted, CancellationToken cancel)
    {
        for (var seen = 0; ;)
        {
            Task more;
            lock (gate)
            {
                for (; seen < events.Count; seen++)
                {
                    if (wanted(events[seen]))
                    {
                        return events[seen];
                    }
                }

                more = grown.Task;
            }

            await more.WaitAsync(cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await Ended.ContinueWith(_ => { }, TaskScheduler.Default);
        stopped.Dispose();
    }

    private async Task FollowAsync()
    {
        using var poll = new PeriodicTimer(Pause);
        while (true)
        {
            var last = parent?.IsCompleted ?? false;
            try
            {
                await FollowRunAsync();
                if (parent is null || (last && parent.IsCompleted))
                {
                    return;
                }
            }
            catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound && last)
            {
                return;
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException && !stopped.IsCancellationRequested)
            {
                // Not started yet, or Temporal is away.
            }

            await poll.WaitForNextTickAsync(stopped.Token);
        }
    }

    /// <summary>To the end of the run that is the newest now.</summary>
    private async Task FollowRunAsync()
    {
        var token = ByteString.Empty;
        do
        {
            var page = await client.WorkflowService.GetWorkflowExecutionHistoryAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = id }, WaitNewEvent = true, NextPageToken = token },
                new RpcOptions { CancellationToken = stopped.Token, Retry = false, Timeout = TimeSpan.FromSeconds(30) });
            Add(page.History?.Events ?? []);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
    }

    private void Add(IEnumerable<HistoryEvent> page)
    {
        lock (gate)
        {
            foreach (var e in page)
            {
                if (e.EventType == EventType.WorkflowExecutionStarted && e.WorkflowExecutionStartedEventAttributes.OriginalExecutionRunId != run)
                {
                    (run, ofRun) = (e.WorkflowExecutionStartedEventAttributes.OriginalExecutionRunId, 0);
                }

                if (e.EventId > ofRun)
                {
                    ofRun = (int)e.EventId;
                    events.Add(e);
                }
            }

            var told = grown;
            grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }
    }
}
