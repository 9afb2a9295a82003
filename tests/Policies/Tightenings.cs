using CsCheck;
using DotIuCutter.Temporal.Workflows.Policies;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

/// <summary>Edits by which a policy permits less or the same.</summary>
internal static class Tightenings
{
    public static Gen<Policy> Of(Policy policy) => Gen.Int[0, 1_000_000].Array[1, 4].Select(choices => choices.Aggregate(policy, Tighten));

    private static Policy Tighten(Policy policy, int choice) => (choice % 10) switch
    {
        0 => policy with { Plans = policy.Plans with { Any = false } },
        1 => policy with { Plans = policy.Plans with { InDirectory = false, Digests = Without(policy.Plans.Digests, choice) } },
        2 => policy with { Productions = Without(policy.Productions, choice) },
        3 => policy with { Productions = [.. policy.Productions.Select(p => p with { Databases = Without(p.Databases, choice) })] },
        4 => policy with { Images = Without(policy.Images, choice) },
        5 => policy with { Images = [.. policy.Images.Select(i => i with { Pull = false })] },
        6 => policy with { CodeRoots = Without(policy.CodeRoots, choice), RetainedDumps = Without(policy.RetainedDumps, choice) },
        7 => policy with { ForbiddenPaths = [.. policy.ForbiddenPaths, choice % 20 < 10 ? "/var" : "/nowhere"] },
        8 => policy with { Protected = [.. policy.Protected, choice % 20 < 10 ? "kept-too" : "standby"] },
        _ => policy with
        {
            Ceilings = new Ceilings
            {
                MemoryMegabytes = Lower(policy.Ceilings.MemoryMegabytes, choice),
                Processes = Lower(policy.Ceilings.Processes, choice),
                ScenarioSeconds = Lower(policy.Ceilings.ScenarioSeconds, choice),
                StatementSeconds = Lower(policy.Ceilings.StatementSeconds, choice),
                LockWaitSeconds = Lower(policy.Ceilings.LockWaitSeconds, choice),
            },
        },
    };

    private static T[] Without<T>(IReadOnlyList<T> list, int choice) => [.. list.Where((_, i) => list.Count == 0 || i != choice / 10 % list.Count)];

    /// <summary>Only some of the time so much that it bites.</summary>
    private static int Lower(int? ceiling, int choice) => (ceiling ?? 1_000_000) - (choice % 30 < 15 ? 0 : 1);
}
