using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Following;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>Runs the command in this process and keeps what it wrote.</summary>
internal sealed class Terminal(string address, string queue = DevServer.Queue) : IDisposable
{
    private readonly SharedWriter output = new();
    private readonly SharedWriter error = new();

    /// <summary>Ctrl-C of the command that runs.</summary>
    public InterruptCounter Interrupts { get; private set; } = new();

    public string Out => output.ToString();

    public string Error => error.ToString();

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["TEMPORAL_ADDRESS"] = address,
        ["DRYRUN_TASK_QUEUE"] = queue,
    };

    public Task<int> RunAsync(params string[] args)
    {
        Interrupts = new InterruptCounter();
        return CommandLine.RunAsync(args, new CliContext
        {
            Out = output,
            Error = error,
            Interactive = false,
            Environment = Environment,
            Interrupts = () => Interrupts,
            PollInterval = TimeSpan.FromMilliseconds(50),
        });
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        Interrupts.Dispose();
    }

    /// <summary>Waits until this text was written.</summary>
    public async Task SeenAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (output.Next is var next && !Out.Contains(text, StringComparison.Ordinal))
        {
            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, deadline.Token));
            Assert.False(deadline.IsCancellationRequested, $"Expected within 20 s: '{text}' in:\n{Out}");
        }
    }

    private sealed class SharedWriter : StringWriter
    {
        private TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends with the next line.</summary>
        public Task Next
        {
            get
            {
                lock (this)
                {
                    return written.Task;
                }
            }
        }

        public override void WriteLine(string? value)
        {
            lock (this)
            {
                base.WriteLine(value);
                written.SetResult();
                written = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public override string ToString()
        {
            lock (this)
            {
                return base.ToString();
            }
        }
    }
}
