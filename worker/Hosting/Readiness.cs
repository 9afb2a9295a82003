using DotIuCutter.Temporal.Worker.Client.Connecting;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Makes the worker wait until Temporal answers and the search attributes are registered.</summary>
internal sealed class Readiness(ITemporalClient client, WorkerSettings settings) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var lastMessage = "";
        while (true)
        {
            try
            {
                await client.Connection.ConnectAsync().WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
                var server = await ServerVersion.ReadAsync(client);
                if (!server.IsSupported)
                {
                    throw new NotSupportedException(server.TooOld(client.Connection.Options.TargetHost));
                }

                await SearchAttributeRegistration.RegisterAsync(client, cancellationToken);
                return;
            }
            catch (RpcException fault) when (fault.Code is RpcException.StatusCode.PermissionDenied or RpcException.StatusCode.Unimplemented)
            {
                // A hosted Temporal lets only its own tools register them.
                await settings.Out.WriteLineAsync(
                    $"The search attributes DryRunPhase, DryRunVerdict and DryRunPlan could not be registered: {TemporalFaults.FirstLine(fault.Message)}. "
                    + "Register them as Keyword before the first run, or its first task fails until they are there.");
                return;
            }
            catch (Exception fault) when (fault is InvalidOperationException or RpcException or TimeoutException && !cancellationToken.IsCancellationRequested)
            {
                var message = TemporalFaults.Unreachable(settings.Connection, fault);
                if (message != lastMessage)
                {
                    await settings.Out.WriteLineAsync($"Waiting: {message}");
                    lastMessage = message;
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
