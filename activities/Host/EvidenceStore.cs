namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>The evidence folder of a run; everything passes the redactor on its way in.</summary>
internal sealed class EvidenceStore;
