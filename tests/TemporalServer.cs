using DotIuCutter.Temporal.Tests;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Client;
using Temporalio.Testing;

[assembly: AssemblyFixture(typeof(TemporalServer))]

namespace DotIuCutter.Temporal.Tests;

/// <summary>One dev server for all tests, with the settings of temporal-dev.yml. The CLI is named by TEMPORAL_CLI or found on PATH; else the SDK downloads it.</summary>
public sealed class TemporalServer : IAsyncLifetime
{
    public static readonly string[] Settings =
    [
        "--dynamic-config-value", "history.transferProcessorMaxPollRPS=2000",
        "--dynamic-config-value", "history.timerProcessorMaxTimeShift=\"50ms\"",
        "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
        "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1",
    ];

    private WorkflowEnvironment? environment;

    public ITemporalClient Client => environment?.Client ?? throw new InvalidOperationException("The server is not up.");

    public string Address => Client.Connection.Options.TargetHost ?? throw new InvalidOperationException("The server has no address.");

    public async ValueTask InitializeAsync() => environment = await WorkflowEnvironment.StartLocalAsync(new WorkflowEnvironmentStartLocalOptions
    {
        DataConverter = DryRunConverter.Instance,
        SearchAttributes = SearchAttributes.All,
        DevServerOptions = new DevServerOptions
        {
            ExistingPath = Cli,
            ExtraArgs = Settings,
        },
    });

    public async ValueTask DisposeAsync()
    {
        if (environment is not null)
        {
            await environment.ShutdownAsync();
        }
    }

    /// <summary>Absent where nothing names one.</summary>
    public static string? Tctl => Environment.GetEnvironmentVariable("TCTL") is { Length: > 0 } named ? named : null;

    /// <summary>Absent where neither names one.</summary>
    public static string? Cli => Environment.GetEnvironmentVariable("TEMPORAL_CLI") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Select(d => Path.Combine(d, "temporal")).FirstOrDefault(File.Exists);
}
