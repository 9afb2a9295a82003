using DotIuCutter.Temporal.Activities;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Teardown;
using Microsoft.Extensions.DependencyInjection;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>The product's steps on a host of a test, composed as the worker composes them; what a test replaces is given.</summary>
internal sealed class ProductSteps(HostOptions host, params object[] replaced) : IDisposable
{
    private readonly ServiceProvider _services = Compose(host, replaced);

    public IPreflightSteps Preflight => Get<IPreflightSteps>();

    public IProvisionSteps Provision => Get<IProvisionSteps>();

    public IScenarioSteps Scenarios => Get<IScenarioSteps>();

    public ITeardownSteps Teardown => Get<ITeardownSteps>();

    public IClosureSteps Closure => Get<IClosureSteps>();

    /// <summary>A part of them.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();

    private static ServiceProvider Compose(HostOptions host, object[] replaced)
    {
        var services = new ServiceCollection().AddSingleton(host).AddDryRunActivities();
        foreach (var part in replaced)
        {
            services.AddSingleton(part.GetType(), part);
        }

        return services.BuildServiceProvider();
    }
}
