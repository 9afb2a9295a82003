using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>What activities really did for one run, for the referee to compare with what the run says of itself.</summary>
internal sealed class RunRecord
{
    /// <summary>What stands in manifest.json, once it was written.</summary>
    public Manifest? Manifest { get; set; }

    public Report? Report { get; set; }

    /// <summary>The last answer of every gate that the workflows heard.</summary>
    public Dictionary<string, GateState> Gates { get; } = [];

    /// <summary>When an inventory was last taken; what the daemon makes after it nobody can see.</summary>
    public DateTime LastLook { get; set; }

    /// <summary>Scenario and database of each time the code under test was started.</summary>
    public List<string> CodeRuns { get; } = [];

    /// <summary>Things by id that were destroyed by this run.</summary>
    public List<EngineObject> Destroyed { get; } = [];

    /// <summary>What an operator acknowledged, by name or id.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>The operator said that it stays.</summary>
    public bool Left(EngineObject thing) => Acknowledged.Contains(thing.Name) || Acknowledged.Contains(thing.Id);
}
