using System.Globalization;

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

    /// <summary>Absolute path of the file of this host's policy. Absent when only plans of the plan directory are accepted.</summary>
    public string? Policy { get; init; }

    /// <summary>Absolute path of named secrets (read path <c>connection</c>): one file a secret, mode 0600. Absent when no plan needs one.</summary>
    public string? Secrets { get; init; }

    /// <summary>Absolute path of named 32-byte keys (<c>retainDump</c>). Absent when no plan needs one.</summary>
    public string? Keys { get; init; }

    /// <summary>Absolute path of the file of keys that payloads are encoded with; its keys are looked for in evidence. Absent when they stay plain.</summary>
    public string? CodecKey { get; init; }

    /// <summary>Absolute path of the private key that evidence is signed with; it is looked for in evidence. Absent when evidence stays unsigned.</summary>
    public string? SigningKey { get; init; }

    /// <summary>Absolute path of the file that names the webhook for notices; its URL and secret are looked for in evidence. Absent when only the log is told.</summary>
    public string? Webhook { get; init; }

    /// <summary>How many runs this host carries at once, as it was written; further ones wait for their turn. Absent where <see cref="DefaultMostRuns"/> will do.</summary>
    public string? MaxRuns { get; init; }

    /// <summary>One a core, and at least two: see docs/benchmarks.md.</summary>
    public static int DefaultMostRuns => Math.Max(2, Environment.ProcessorCount);

    /// <summary>0 where what was written is no such number.</summary>
    public int MostRuns => MaxRuns is null ? DefaultMostRuns : int.TryParse(MaxRuns, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 0;

    /// <summary>Reads DRYRUN_DOCKER (else DOCKER_HOST, else Docker's own socket), DRYRUN_PLANS, _WORK_ROOT, _EVIDENCE, _POLICY, _SECRETS, _KEYS, _CODEC_KEY, _SIGNING_KEY, _WEBHOOK and _MAX_RUNS. Call <c>Problems</c> next.</summary>
    public static HostOptions FromEnvironment(Func<string, string?> variable) => new()
    {
        DockerEndpoint = Endpoint(Text(variable("DRYRUN_DOCKER")) ?? Text(variable("DOCKER_HOST")) ?? "unix:///var/run/docker.sock"),
        Plans = Text(variable("DRYRUN_PLANS")) ?? string.Empty,
        WorkRoot = Text(variable("DRYRUN_WORK_ROOT")) ?? string.Empty,
        Evidence = Text(variable("DRYRUN_EVIDENCE")) ?? string.Empty,
        Policy = Text(variable(HostVariables.Policy)),
        Secrets = Text(variable("DRYRUN_SECRETS")),
        Keys = Text(variable("DRYRUN_KEYS")),
        CodecKey = Text(variable(HostVariables.CodecKey)),
        SigningKey = Text(variable(HostVariables.SigningKey)),
        Webhook = Text(variable(HostVariables.Webhook)),
        MaxRuns = Text(variable("DRYRUN_MAX_RUNS")),
    };

    /// <summary>What is no address at all stays as it was written, for <c>Problems</c> to tell.</summary>
    private static Uri Endpoint(string text) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : new Uri(Uri.EscapeDataString(text), UriKind.Relative);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
