using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>One of the questions a run must answer. Its id keeps its meaning for ever; <see cref="All"/> is the one catalogue of them.</summary>
[JsonConverter(typeof(GateConverter))]
public sealed class Gate
{
    private Gate(string id, GateGroup group, RunPhase phase, string meaning) => (Id, Group, Phase, Meaning) = (id, group, phase, meaning);

    public static Gate PlanValid { get; } = new("G-01", GateGroup.Preflight, RunPhase.Preflight, "the plan is valid, and the approved one where a digest is given");

    public static Gate PlanPermitted { get; } = new("G-31", GateGroup.Preflight, RunPhase.Preflight, "this host's policy permits the plan; without a policy, the plan is in the worker's plan directory");

    public static Gate EngineAnswers { get; } = new("G-02", GateGroup.Preflight, RunPhase.Preflight, "the Docker engine answers, API 1.41 or later");

    public static Gate ProtectedPresent { get; } = new("G-03", GateGroup.Preflight, RunPhase.Preflight, "every protected container exists and is captured");

    public static Gate NamesFree { get; } = new(
        "G-04", GateGroup.Preflight, RunPhase.Preflight, "every exact name of the run is free, no open run's manifest has one, and no teardown of an earlier run is open");

    public static Gate WorkDirectoryFit { get; } = new(
        "G-05", GateGroup.Preflight, RunPhase.Preflight,
        "the work directory is below the allowed root, new or ours, with enough disk; secrets are on tmpfs; there is memory for data kept in memory");

    public static Gate CodeAccepted { get; } = new("G-06", GateGroup.Preflight, RunPhase.Preflight, "the repository is at the accepted commit, its tree clean");

    public static Gate ProductionReadable { get; } = new("G-07", GateGroup.Preflight, RunPhase.Preflight, "production runs and can be read");

    public static Gate ProductionRoleReadOnly { get; } = new("G-08", GateGroup.Preflight, RunPhase.Preflight, "production's role cannot write anything");

    public static Gate ImagesPresent { get; } = new("G-09", GateGroup.Preflight, RunPhase.Preflight, "the images are present, their ids recorded");

    public static Gate DrIsNotProduction { get; } = new("G-10", GateGroup.Identity, RunPhase.Provision, "the DR's system identifier differs from production's");

    public static Gate DrShape { get; } = new(
        "G-11", GateGroup.Identity, RunPhase.Provision, "the DR is the very object created, on our network only, without a published port");

    public static Gate DrIsolated { get; } = new(
        "G-12", GateGroup.Identity, RunPhase.Provision, "from the DR's network, production, the host and the outside cannot be reached");

    public static Gate RestoreFaithful { get; } = new("G-13", GateGroup.Identity, RunPhase.Provision, "the restored rows equal the dump's, table by table");

    public static Gate ScenarioTarget { get; } = new("G-14", GateGroup.Scenario, RunPhase.Scenarios, "each scenario's connection is the DR's");

    public static Gate ExpectedOutcome { get; } = new("G-15", GateGroup.Scenario, RunPhase.Scenarios, "each scenario came to the expected outcome");

    public static Gate RolledBack { get; } = new("G-16", GateGroup.Scenario, RunPhase.Scenarios, "what must roll back left zero rows and an unchanged catalog");

    public static Gate AppendOnly { get; } = new("G-17", GateGroup.Scenario, RunPhase.Scenarios, "append-only: no DELETE, TRUNCATE or DDL");

    public static Gate DeclaredRows { get; } = new("G-18", GateGroup.Scenario, RunPhase.Scenarios, "what must write wrote exactly the declared rows");

    public static Gate NoProductionSession { get; } = new("G-19", GateGroup.Scenario, RunPhase.Scenarios, "no session of the run is open on production");

    public static Gate HarnessGone { get; } = new("G-20", GateGroup.Scenario, RunPhase.Scenarios, "the harness is gone: no session, transaction or lock");

    public static Gate ProductionUnchanged { get; } = new(
        "G-21", GateGroup.Invariant, RunPhase.Teardown, "production's system identifier is the same (teardown step 7)");

    public static Gate ProductionNotRestarted { get; } = new("G-22", GateGroup.Invariant, RunPhase.Closure, "production's container was not restarted");

    public static Gate ObjectsAbsent { get; } = new("G-23", GateGroup.Teardown, RunPhase.Closure, "DR container, volumes and network are absent by name and id");

    public static Gate SecretsShredded { get; } = new(
        "G-24", GateGroup.Teardown, RunPhase.Closure, "secrets are shredded, the work directory holds nothing of the run");

    public static Gate ProtectedUnchanged { get; } = new(
        "G-25", GateGroup.Invariant, RunPhase.Teardown, "the protected containers are identical (teardown step 6)");

    public static Gate CodeUnchanged { get; } = new("G-26", GateGroup.Invariant, RunPhase.Closure, "commit and tree are identical");

    public static Gate WatchedNotRestarted { get; } = new("G-27", GateGroup.Invariant, RunPhase.Closure, "no watched service was restarted");

    public static Gate NoSecretRetained { get; } = new("G-28", GateGroup.Teardown, RunPhase.Closure, "no secret is in any retained file");

    public static Gate InventoryUnchanged { get; } = new("G-29", GateGroup.Teardown, RunPhase.Closure, "the inventory is the same but for what is not ours");

    public static Gate DumpDestroyed { get; } = new("G-30", GateGroup.Teardown, RunPhase.Closure, "production's dump is destroyed");

    /// <summary>Every gate, in the order of evaluation. G-28 comes last, since it reads what the others may have written.</summary>
    public static IReadOnlyList<Gate> All { get; } =
    [
        PlanValid, PlanPermitted, EngineAnswers, ProtectedPresent, NamesFree, WorkDirectoryFit, CodeAccepted, ProductionReadable, ProductionRoleReadOnly, ImagesPresent,
        DrIsNotProduction, DrShape, DrIsolated, RestoreFaithful,
        ScenarioTarget, ExpectedOutcome, RolledBack, AppendOnly, DeclaredRows, NoProductionSession, HarnessGone,
        ProtectedUnchanged, ProductionUnchanged,
        ProductionNotRestarted, ObjectsAbsent, SecretsShredded, CodeUnchanged, WatchedNotRestarted, InventoryUnchanged, DumpDestroyed, NoSecretRetained,
    ];

    /// <summary>Such as <c>G-05</c>.</summary>
    public string Id { get; }

    public GateGroup Group { get; }

    /// <summary>The phase in which it is evaluated.</summary>
    public RunPhase Phase { get; }

    /// <summary>When it is green, in one clause.</summary>
    public string Meaning { get; }

    /// <summary>What follows from a red answer, in one clause.</summary>
    public string WhenRed => this == PlanValid ? "the run fails as InvalidRequest, exit 2; nothing was created" : Group switch
    {
        GateGroup.Preflight => "the run is refused, exit 3; nothing was created",
        GateGroup.Identity => "the run is refused, exit 3; what was created is torn down",
        GateGroup.Scenario => "the scenario fails and none follows, exit 1; everything is torn down",
        GateGroup.Teardown => "something was left and is named, exit 4",
        GateGroup.Invariant => "something protected changed, exit 5",
        _ => throw new InvalidOperationException($"'{Group}' is not a group of gates."),
    };

    /// <summary>The gate of this id; null when there is none.</summary>
    public static Gate? Find(string id) => All.FirstOrDefault(gate => gate.Id == id);

    /// <summary>Every gate of one group, in the order of evaluation.</summary>
    public static IReadOnlyList<Gate> In(GateGroup group) => [.. All.Where(gate => gate.Group == group)];

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
