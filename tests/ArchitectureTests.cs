using System.Reflection;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Activities;
using Xunit;

namespace DotIuCutter.Temporal.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Workflows = typeof(Plan).Assembly;

    private static readonly Assembly Activities = typeof(HostOptions).Assembly;

    private static readonly List<(MethodInfo Method, string? Name)> Contracts =
    [
        .. Workflows.GetTypes().Where(t => t.IsInterface && t.GetMethods().Any(m => m.IsDefined(typeof(ActivityAttribute))))
            .SelectMany(t => t.GetMethods()).Select(m => (m, m.GetCustomAttribute<ActivityAttribute>()?.Name)),
    ];

    /// <summary>Temporalio's payloads are Protobuf's bytes, and its loggers are Microsoft's.</summary>
    [Fact]
    public void Workflows_know_nothing_but_Temporal() => Assert.All(
        Workflows.GetReferencedAssemblies().Select(a => a.Name!),
        name => Assert.True(name == "Temporalio" || name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.Extensions.Logging.Abstractions" or "Google.Protobuf", name));

    [Fact]
    public void Activities_do_not_know_the_worker() => Assert.DoesNotContain(Activities.GetReferencedAssemblies(), a => a.Name == "dryrun");

    [Fact]
    public void Every_method_of_an_activity_contract_is_named_by_phase_id_and_words()
    {
        Assert.NotEmpty(Contracts);
        Assert.All(Contracts, c =>
        {
            Assert.True(c.Name is not null, $"{c.Method.DeclaringType}.{c.Method.Name} has no [Activity] name.");
            Assert.Matches(@"\A(preflight|provision|scenario|guard|teardown|closure|supervision|notice)\.[a-z0-9]+(-[a-z0-9]+)*\z", c.Name);
        });
    }

    [Fact]
    public void Every_capture_gate_and_step_is_an_activity_type_of_its_own() => Assert.Equal(Contracts.Count, Contracts.Select(c => c.Name).Distinct().Count());

    [Fact]
    public void An_activity_takes_one_record_and_returns_one_or_nothing() => Assert.All(Contracts, c =>
    {
        Assert.True(IsRecord(Assert.Single(c.Method.GetParameters()).ParameterType), c.Name);
        Assert.True(c.Method.ReturnType == typeof(Task) || IsRecord(c.Method.ReturnType.GenericTypeArguments[0]), c.Name);
    });

    [Fact]
    public void The_seven_teardown_steps_keep_the_order_of_the_rollback_plan() => Assert.Equal(
        [
            "teardown.1-harness-container",
            "teardown.2-dr-container",
            "teardown.3-dr-volumes",
            "teardown.4-network",
            "teardown.5-secrets-and-files",
            "teardown.6-g25-protected",
            "teardown.7-g21-production",
        ],
        Contracts.Select(c => c.Name!).Where(n => Regex.IsMatch(n, @"\Ateardown\.[0-9]")).Order(StringComparer.Ordinal));

    [Fact]
    public void Types_are_named_for_what_they_are_not_for_a_pattern() => Assert.All(
        new[] { Workflows, Activities, Assembly.Load("dryrun") }.SelectMany(a => a.GetTypes()).Where(t => t.Namespace?.StartsWith("DotIuCutter", StringComparison.Ordinal) == true),
        t => Assert.DoesNotMatch("(Service|Helper|Manager|Util|Utils)$", t.Name));

    [Fact]
    public void Records_are_sealed_or_a_closed_choice() => Assert.All(
        new[] { Workflows, Activities }.SelectMany(a => a.GetTypes()).Where(IsRecord),
        t => Assert.True(t.IsSealed || t.IsAbstract, t.FullName));

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;
}
