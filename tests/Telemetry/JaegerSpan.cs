namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A span as Jaeger tells it.</summary>
/// <param name="Parent">The id of the span that caused it; absent for the first of a trace.</param>
/// <param name="Scope">The source that made it, such as <c>DotIuCutter.Temporal.Docker</c>.</param>
internal sealed record JaegerSpan(string Trace, string Id, string Name, string? Parent, string Scope);
