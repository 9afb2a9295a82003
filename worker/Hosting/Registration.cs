using DotIuCutter.Temporal.Activities;
using DotIuCutter.Temporal.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Extensions.Hosting;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Registers the workflows and activities that a worker serves.</summary>
internal static class Registration
{
    public static void Apply(IServiceCollection services, ITemporalWorkerServiceOptionsBuilder worker)
    {
        worker.AddWorkflow<DryRunWorkflow>().AddWorkflow<TeardownWorkflow>().AddWorkflow<SuperviseWorkflow>().AddWorkflow<NotifyWorkflow>();
        services.AddDryRunActivities();
        foreach (var contract in DryRunActivities.Contracts)
        {
            worker.ApplyTemporalActivities(contract);
        }

        services.AddHostedService<Supervisor>();
    }
}
