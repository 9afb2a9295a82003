namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Where this worker's host keeps things. Validated when the worker starts; nothing has a default that points at anything real.</summary>
public sealed record HostOptions
{
    /// <summary>The Docker engine, such as <c>unix:///var/run/docker.sock</c>.</summary>
    public required Uri DockerEndpoint { get; init; }

    /// <summary>Absolute path: plans by name, <c>NAME.json</c>.</summary>
    public required string Plans { get; init; }

    /// <summary>Absolute path: the only directory below which a plan's $WD may be.</summary>
    public required string WorkRoot { get; init; }

    /// <summary>Absolute path: one folder of evidence a run.</summary>
    public required string Evidence { get; init; }

    /// <summary>Absolute path of named secrets (read path <c>connection</c>): one file a secret, mode 0600. Absent when no plan needs one.</summary>
    public string? Secrets { get; init; }

    /// <summary>Absolute path of named 32-byte keys (<c>retainDump</c>). Absent when no plan needs one.</summary>
    public string? Keys { get; init; }

    public static HostOptions FromEnvironment(Func<string, string?> variable) => new()
    {
        DockerEndpoint = new Uri(variable("DRYRUN_DOCKER") ?? "unix:///var/run/docker.sock"),
        Plans = variable("DRYRUN_PLANS") ?? "",
        WorkRoot = variable("DRYRUN_WORK_ROOT") ?? "",
        Evidence = variable("DRYRUN_EVIDENCE") ?? "",
        Secrets = variable("DRYRUN_SECRETS"),
        Keys = variable("DRYRUN_KEYS"),
    };

    /// <summary>Everything wrong with them, one sentence each.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. new[] { ("DRYRUN_PLANS", Plans), ("DRYRUN_WORK_ROOT", WorkRoot), ("DRYRUN_EVIDENCE", Evidence) }
            .Where(o => !Path.IsPathRooted(o.Item2))
            .Select(o => $"{o.Item1} is '{o.Item2}', expected an absolute path. Set it and start the worker again."),
    ];
}
