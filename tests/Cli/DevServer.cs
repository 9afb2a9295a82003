using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Cli.Fakes;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Worker.Telemetry;
using DotIuCutter.Temporal.Workflows.Runtime;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;
using Temporalio.Testing;
using Xunit;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>A real Temporal dev server, and a worker of this product that serves the fakes.</summary>
public sealed class DevServer : IAsyncLifetime
{
    public const string Queue = "dryrun-cli-tests";

    private WorkflowEnvironment? environment;
    private IHost? worker;

    public string Address => environment!.Client.Connection.Options.TargetHost!;

    public ITemporalClient Client { get; private set; } = null!;

    public string WorkerOutput => output.ToString();

    private readonly StringWriter output = new();

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } path)
        {
            return;
        }

        environment = await WorkflowEnvironment.StartLocalAsync(new WorkflowEnvironmentStartLocalOptions
        {
            DevServerOptions = new DevServerOptions
            {
                ExistingPath = path,
                ExtraArgs =
                [
                    "--dynamic-config-value", "history.transferProcessorMaxPollRPS=2000",
                    "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
                    "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1",

                    // By default a failing workflow task is reported after a minute.
                    "--dynamic-config-value", "system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2",
                ],
            },
        });
        Client = await TemporalClient.ConnectAsync(Connection());
        worker = WorkerHost.Build(new WorkerSettings
        {
            Connection = Connection(),
            TaskQueue = Queue,
            Host = new HostOptions { DockerEndpoint = new Uri("unix:///nowhere"), Plans = "/nowhere", WorkRoot = "/nowhere", Evidence = "/nowhere" },
            Out = output,
            Variable = _ => null,
            Register = (_, builder) => builder.AddWorkflow<FakeDryRunWorkflow>().AddWorkflow<FakeTeardownWorkflow>().AddStaticActivities(typeof(FakeActivities)).AddWorkflow<FakeSteps>(),
        });
        await worker.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync();
            worker.Dispose();
        }

        if (environment is not null)
        {
            await environment.ShutdownAsync();
        }
    }

    /// <summary>A developer without the server may skip; CI may not.</summary>
    public void Require()
    {
        if (environment is null && Environment.GetEnvironmentVariable("CI") is not null)
        {
            Assert.Fail("Temporal's CLI was not found: set TEMPORAL_CLI to its path.");
        }

        Assert.SkipWhen(environment is null, "Temporal's CLI was not found: set TEMPORAL_CLI to its path.");
    }

    internal TemporalClientConnectOptions Connection() => new(Address)
    {
        DataConverter = DryRunConverter.Instance,
        Interceptors = [new TracingInterceptor()],
    };

    private static string? Executable() =>
        Environment.GetEnvironmentVariable("TEMPORAL_CLI")
        ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, "temporal")).FirstOrDefault(File.Exists);
}
