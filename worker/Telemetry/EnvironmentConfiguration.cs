using Microsoft.Extensions.Configuration;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Offers the worker's environment variables as configuration, where OpenTelemetry looks for its own. The host has no other configuration.</summary>
internal sealed class EnvironmentConfiguration(Func<string, string?> variable) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value) => (value = variable(key)) is not null;
}
