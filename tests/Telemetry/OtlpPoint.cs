namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>One series of a metric as it last arrived; a histogram's value is how many measurements it holds.</summary>
internal sealed record OtlpPoint(string Metric, string Unit, IReadOnlyDictionary<string, string> Tags, long Value)
{
    public bool Has(params (string Key, string Value)[] tags) => tags.All(t => Tags.GetValueOrDefault(t.Key) == t.Value);
}
