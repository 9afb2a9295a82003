using DotIuCutter.Temporal.Activities;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Supervision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Temporalio.Activities;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;
using Xunit;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Every_activity_of_every_contract_and_every_workflow_is_registered_and_can_be_made()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new HostOptions { DockerEndpoint = new Uri("unix:///nowhere.sock"), Plans = "/p", WorkRoot = "/w", Evidence = "/e" });
        Registration.Apply(services, services.AddHostedTemporalWorker("queue"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<TemporalWorkerServiceOptions>>().Get("queue");

        Assert.Equal(FakeWorld.ActivityNames.Concat(typeof(ISupervision).GetMethods().Concat(typeof(IParentWatch).GetMethods()).Select(FakeWorld.NameOf)).Order(), options.Activities.Select(a => a.Name).Order());
        Assert.Equal(["DryRun", "Notify", "Supervise", "Teardown"], options.Workflows.Select(w => w.Name).Order());
        Assert.All(DryRunActivities.Contracts, contract => Assert.NotNull(provider.GetService(contract)));
    }
}
