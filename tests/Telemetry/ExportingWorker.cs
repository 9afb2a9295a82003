using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Cli;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A worker of this product on fake activities, told by the standard variables to send what it sees.</summary>
internal sealed class ExportingWorker : IAsyncDisposable
{
    private readonly ITemporalClient client;
    private readonly IHost host;

    public ExportingWorker(DevServer server, FakeWorld world, Dictionary<string, string> variables)
    {
        client = server.Client;
        host = WorkerHost.Build(new WorkerSettings
        {
            Connection = server.Connection(),
            TaskQueue = Id,
            Host = new HostOptions { DockerEndpoint = new Uri("unix:///nowhere"), Plans = "/nowhere", WorkRoot = "/nowhere", Evidence = "/nowhere" },
            Out = TextWriter.Null,
            Variable = variables.GetValueOrDefault,
            Register = (services, worker) =>
            {
                services.AddSingleton<TimeProvider>(new QuickTime());
                worker.ConfigureOptions(o => FakeRun.Serve(o, world));
            },
        });
    }

    public string Id { get; } = $"exported-{Guid.NewGuid():N}";

    public WorkflowHandle Guard => client.GetWorkflowHandle(WorkflowNames.TeardownId(Id));

    public static Dictionary<string, string> Variables(OtlpReceiver receiver) => new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    public Task StartAsync() => host.StartAsync();

    /// <summary>Sends what it still has.</summary>
    public Task StopAsync() => host.StopAsync();

    /// <summary>A dry run to its end, whatever that is.</summary>
    public async Task RunAsync(string reason)
    {
        var handle = await client.StartWorkflowAsync(WorkflowNames.DryRun, [new StartInput { Plan = reason }], new WorkflowOptions(Id, Id));
        try
        {
            await handle.GetResultAsync();
        }
        catch (Temporalio.Exceptions.WorkflowFailedException)
        {
            // Seen by what it sends.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>Every timer that is made with it comes each 50 ms.</summary>
    private sealed class QuickTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
    }
}
