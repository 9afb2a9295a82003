namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>The seven steps of rollback-plan.txt, section 2, in their order. In JSON a step is its number.</summary>
public enum TeardownStep
{
    HarnessContainer = 1,
    DrContainer = 2,
    DrVolumes = 3,
    Network = 4,
    SecretsAndFiles = 5,

    /// <summary>The protected containers are compared with C-01 (G-25).</summary>
    AssertProtected = 6,

    /// <summary>Production's system identifier is compared with C-03 (G-21).</summary>
    AssertProduction = 7,
}
