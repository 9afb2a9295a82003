using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>A run's manifest as teardown gets it.</summary>
internal static class Sample
{
    public static ContainerCapture Container(string name) => new()
    {
        Name = name,
        Id = new string('a', 64),
        Image = "sha256:1",
        StartedAt = "2026-05-17T00:00:00Z",
        RestartCount = 0,
        State = "running",
    };

    public static Manifest Manifest(Scratch scratch) => new()
    {
        WorkflowId = scratch.Run.WorkflowId,
        Nonce = scratch.Run.Nonce,
        PlanSha256 = new string('b', 64),
        CreatedAt = new DateTimeOffset(2026, 5, 17, 10, 11, 12, TimeSpan.Zero),
        Plan = new Plan
        {
            Name = scratch.Run.Plan,
            Production = new ProductionSource { Database = "dir/ectus", Role = "reader" },
            Code = new Code { Repository = "/srv/code", Commit = new string('c', 40) },
            WorkDirectory = scratch.WorkDirectory,
            Objects = new Objects { Network = "net", Volume = "vol", DrContainer = "dr", HarnessContainer = "harness" },
            Dr = new Dr { Image = "postgres:17", Database = "d" },
            Scenarios = [],
        },
    };

    public static Baseline Baseline() => new()
    {
        Engine = new EngineCapture { Id = "e", Version = "20.10.24", ApiVersion = "1.41", LiveRestore = false },
        Protected = [Container("kept")],
        Code = new CodeCapture { Repository = "/srv/code", Commit = new string('c', 40), Clean = true, Fingerprint = "f", UntrackedFingerprint = "u" },
        Production = new ProductionCapture { SystemIdentifier = "7412345678901234567", Version = "17.12", SizeBytes = 1000 },
    };

    public static StepRequest FilesStep(Scratch scratch) => new()
    {
        Run = scratch.Run,
        Step = TeardownStep.SecretsAndFiles,
        Objects = LedgerDerivation.Derive(Manifest(scratch), []).OpenIn(TeardownStep.SecretsAndFiles),
        Paths = scratch.Paths,
    };
}
