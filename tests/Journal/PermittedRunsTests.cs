using System.Reflection;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Journal;

/// <summary>Whoever may write to the namespace can ask for any activity, in any order; a refused plan is not carried out for anybody.</summary>
public sealed class PermittedRunsTests
{
    public static IEnumerable<TheoryDataRow<string>> Forward => new[] { typeof(IPreflight), typeof(IProvision), typeof(IScenarios) }
        .SelectMany(t => t.GetMethods()).Where(m => m.Name != nameof(IPreflight.AcceptPlanAsync)).Select(m => new TheoryDataRow<string>($"{m.DeclaringType!.Name}.{m.Name}"));

    [Theory]
    [MemberData(nameof(Forward))]
    public async Task No_step_of_the_way_forward_does_anything_for_a_run_that_was_refused(string step)
    {
        var world = new FakeWorld();
        world.Red["G-31"] = true;
        var preflight = new PreflightActivities(new FakePreflight(world, Plans.Valid()), world.Runs);
        var accepted = await preflight.AcceptPlanAsync(new PlanCheck { WorkflowId = "w", Nonce = new string('a', 32), StartedAt = DateTimeOffset.UnixEpoch });
        world.Calls.Clear();

        object[] activities = [preflight, new ProvisionActivities(new FakeProvision(world), world.Runs), new ScenarioActivities(new FakeScenarios(world, Plans.Valid()), world.Runs)];
        var (contract, name) = (step.Split('.')[0], step.Split('.')[1]);
        var activity = activities.Single(a => a.GetType().GetInterface(contract) is not null);
        var method = activity.GetType().GetInterface(contract)!.GetMethod(name)!;
        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(() => (Task)method.Invoke(activity, [Request(method.GetParameters()[0], accepted.Plan!.Run)])!);

        Assert.Equal((FailureTypes.NotPermitted, true), (refused.ErrorType, refused.NonRetryable));
        Assert.Empty(world.Calls);
        Assert.Empty(world.Objects);
    }

    /// <summary>A request of that type which names the run and says as little as it can beside.</summary>
    private static object Request(ParameterInfo parameter, string run)
    {
        var request = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(parameter.ParameterType);
        parameter.ParameterType.GetProperty("Run")!.SetValue(request, run);
        return request;
    }
}
