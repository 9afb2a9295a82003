using System.Reflection;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Extensions.Hosting;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>The one place where a worker learns what it serves.</summary>
internal static class Registration
{
    /// <summary>The contracts by which activities are registered: an implementation carries no Temporal attribute, so its class would register nothing.</summary>
    public static IReadOnlyList<Type> Contracts { get; } =
        [typeof(IPreflight), typeof(IProvision), typeof(IScenarios), typeof(ITeardown), typeof(IClosure)];

    public static IReadOnlyList<Type> Workflows { get; } =
        [.. typeof(Contract).Assembly.GetTypes().Where(t => t.GetCustomAttribute<WorkflowAttribute>() is not null)];

    public static void Apply(IServiceCollection services, ITemporalWorkerServiceOptionsBuilder worker)
    {
        foreach (var workflow in Workflows)
        {
            worker.AddWorkflow(workflow);
        }

        foreach (var contract in Contracts)
        {
            if (typeof(HostOptions).Assembly.GetTypes().SingleOrDefault(t => t.IsClass && contract.IsAssignableFrom(t)) is { } implementation)
            {
                services.AddSingleton(contract, implementation);
                worker.ApplyTemporalActivities(contract);
            }
        }
    }
}
