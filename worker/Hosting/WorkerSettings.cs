using System.Net;
using DotIuCutter.Temporal.Activities.Host;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>All a worker is built from.</summary>
internal sealed record WorkerSettings
{
    public required TemporalClientConnectOptions Connection { get; init; }

    public required string TaskQueue { get; init; }

    public required HostOptions Host { get; init; }

    /// <summary>What Temporal calls this worker. No other has this name: the next one in the same container has its process id and its host, too.</summary>
    public string Identity { get; } = $"{Environment.ProcessId}@{Environment.MachineName}#{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Which Temporal, namespace and task queue: what it claims its evidence directory for.</summary>
    public string Claim => $"task queue {TaskQueue} at {Connection.TargetHost}, namespace {Connection.Namespace}";

    /// <summary>Where its sentences go.</summary>
    public required TextWriter Out { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>Where it says whether it is live and ready; null for nowhere.</summary>
    public IPEndPoint? Health { get; init; }

    public Action<IServiceCollection, ITemporalWorkerServiceOptionsBuilder> Register { get; init; } = Registration.Apply;
}
