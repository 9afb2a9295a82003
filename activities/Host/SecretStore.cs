namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>The secrets of a run, in files on tmpfs, and the fingerprints by which they are recognised after they are gone.</summary>
internal sealed class SecretStore(HostOptions host)
{
    public string? Resolve(string name) => throw new NotSupportedException($"No secret '{name}' in '{host.Secrets}'.");
}
