using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>
/// One thing that happened to a run, as its journal keeps it. Activities append entries, each flushed before the activity answers; nothing changes one.
/// Ledger, report, open and closed state, supervision and verification are functions of the manifest and these.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunAccepted), "accepted")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(GateJudged), "gate")]
[JsonDerivedType(typeof(ManifestRecorded), "manifest")]
[JsonDerivedType(typeof(Intended), "intent")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(CodeExported), "exported")]
[JsonDerivedType(typeof(Identified), "identified")]
[JsonDerivedType(typeof(Copied), "copied")]
[JsonDerivedType(typeof(EffectMeasured), "effect")]
[JsonDerivedType(typeof(Removed), "removed")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(TornDown), "tornDown")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Reopened), "reopened")]
public abstract record JournalEntry;
