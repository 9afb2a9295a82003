using System.Globalization;

namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>Docker's raw event stream, attached without a gap for as long as the faults go on; an engine that was killed tells from its own start on.</summary>
internal sealed class EngineEvents : IAsyncDisposable
{
    private readonly Engine engine;
    private readonly Lock gate = new();
    private readonly List<EngineEvent> events = [];
    private StreamReader stream;
    private Task reading;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EngineEvents(Engine engine, StreamReader stream)
    {
        (this.engine, this.stream) = (engine, stream);
        reading = ReadAsync();
    }

    public static async Task<EngineEvents> AttachAsync(Engine engine) => new(engine, await engine.EventsAsync());

    /// <summary>After the engine was killed and has come back.</summary>
    public async Task AgainAsync()
    {
        await reading.ContinueWith(_ => { }, TaskScheduler.Default);
        stream.Dispose();
        var last = Since(0).Select(e => e.Nanoseconds).DefaultIfEmpty().Max() + 1;
        stream = await engine.EventsAsync(string.Create(CultureInfo.InvariantCulture, $"{last / 1_000_000_000}.{last % 1_000_000_000:000000000}"));
        reading = ReadAsync();
    }

    /// <summary>How many came so far: a mark to take them from.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return events.Count;
            }
        }
    }

    /// <summary>False once the engine has cut the stream: then it is no witness any more.</summary>
    public bool Attached => !reading.IsCompleted;

    public IReadOnlyList<EngineEvent> Since(int mark)
    {
        lock (gate)
        {
            return events[mark..];
        }
    }

    /// <summary>The first event from that mark on that is as wanted.</summary>
    public async Task<EngineEvent> UntilAsync(Func<EngineEvent, bool> wanted, int since = 0, CancellationToken cancel = default)
    {
        for (var seen = since; ;)
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

            await (await Task.WhenAny(more, reading).WaitAsync(cancel));
            if (reading.IsCompleted)
            {
                throw new InvalidOperationException("Docker cut its event stream.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        stream.Dispose();
        await reading.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task ReadAsync()
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (EngineEvent.Of(line) is { } e)
            {
                lock (gate)
                {
                    events.Add(e);
                    var told = grown;
                    grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    told.SetResult();
                }
            }
        }
    }
}
