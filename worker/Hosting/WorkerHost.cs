using DotIuCutter.Temporal.Activities;
using DotIuCutter.Temporal.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Builds the host of a worker, which waits for Temporal, registers the search attributes, then polls.</summary>
internal static class WorkerHost
{
    /// <summary>How long activities in flight may take to stop after their cancel. Their heartbeats let the next attempt resume where they were.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static IHost Build(WorkerSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
            o.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Temporalio", LogLevel.Warning)
            .AddFilter("Temporalio.Activity", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Grace + TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Host);

        // The order matters: the worker connects only after Readiness has seen Temporal answer and its search attributes are registered.
        builder.Services.AddSingleton<ITemporalClient>(services =>
        {
            var loggers = services.GetRequiredService<ILoggerFactory>();
            settings.Connection.LoggerFactory = loggers;
            settings.Connection.Identity = settings.Identity;
            settings.Connection.Runtime = CoreLog.CreateRuntime(loggers);
            return TemporalClient.CreateLazy(settings.Connection);
        });
        builder.Services.AddHostedService<HealthEndpoint>();
        builder.Services.AddHostedService<Readiness>();
        builder.Services.AddHostedService<OrphanedActivityRecovery>();
        TelemetrySetup.AddTo(builder, settings.Variable);
        builder.Services.AddSingleton<FailureLog>();
        var worker = builder.Services.AddHostedTemporalWorker(settings.TaskQueue, new WorkerDeploymentOptions(ProductVersion.Release, useWorkerVersioning: false));
        worker.ConfigureOptions().Configure<FailureLog>((o, failures) => o.Interceptors = [DryRunActivities.Heartbeat, new MetricsInterceptor(), failures]);
        worker.ConfigureOptions(o =>
        {
            o.GracefulShutdownTimeout = Grace;
            o.MaxHeartbeatThrottleInterval = DryRunActivities.HeartbeatInterval;
            o.DefaultHeartbeatThrottleInterval = DryRunActivities.HeartbeatInterval;
            o.StickyQueueScheduleToStartTimeout = TimeSpan.FromSeconds(1);
        });
        settings.Register(builder.Services, worker);
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ReadyLine>(services, worker.ConfigureOptions().Name));
        return builder.Build();
    }
}
