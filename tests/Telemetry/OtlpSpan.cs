namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A span as it arrived.</summary>
internal sealed record OtlpSpan(string Scope, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Tags, int Status);
