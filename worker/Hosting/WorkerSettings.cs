using System.Net;
using DotIuCutter.Temporal.Activities.Host;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>The settings of a worker.</summary>
internal sealed record WorkerSettings
{
    public required TemporalClientConnectOptions Connection { get; init; }

    public required string TaskQueue { get; init; }

    public required HostOptions Host { get; init; }

    /// <summary>The worker's identity in Temporal. A random suffix makes it unique, because the next worker in the same container has the same process id and host.</summary>
    public string Identity { get; } = $"{Environment.ProcessId}@{Environment.MachineName}#{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>The task queue, Temporal and namespace that the worker claims its evidence directory for.</summary>
    public string Claim => $"task queue {TaskQueue} at {Connection.TargetHost}, namespace {Connection.Namespace}";

    /// <summary>Where its messages go.</summary>
    public required TextWriter Out { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>The address of its health endpoint; null for none.</summary>
    public IPEndPoint? Health { get; init; }

    public Action<IServiceCollection, ITemporalWorkerServiceOptionsBuilder> Register { get; init; } = Registration.Apply;
}
