namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Names;

/// <summary>One Docker object the plan creates, and where in the document its name stands.</summary>
internal sealed record PlanObject(string At, string Name)
{
    public static PlanObject Network(Plan plan) => new("$.objects.network", plan.Objects.Network);

    public static PlanObject DrContainer(Plan plan) => new("$.objects.drContainer", plan.Objects.DrContainer);

    public static IReadOnlyList<PlanObject> List(Plan plan) =>
    [
        Network(plan),
        new("$.objects.volume", plan.Objects.Volume),
        DrContainer(plan),
        new("$.objects.harnessContainer", plan.Objects.HarnessContainer),
    ];
}
