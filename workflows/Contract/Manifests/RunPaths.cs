using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>Every path of one run on the worker's host, by exact name.</summary>
public sealed record RunPaths
{
    /// <summary><c>$WD</c>, mode 0700.</summary>
    public required string WorkDirectory { get; init; }

    /// <summary>On tmpfs, mode 0700.</summary>
    public required string SecretsDirectory { get; init; }

    /// <summary>Holds the nonce; a directory without it is not ours.</summary>
    [JsonIgnore]
    public string Sentinel => $"{WorkDirectory}/.dryrun-nonce";

    /// <summary>The same in the secrets directory.</summary>
    [JsonIgnore]
    public string SecretsSentinel => $"{SecretsDirectory}/.dryrun-nonce";

    /// <summary>Production's dump.</summary>
    [JsonIgnore]
    public string Dump => $"{WorkDirectory}/dr_src.sql";

    /// <summary>The DR's unix socket directory, mounted at <c>/sock</c>.</summary>
    [JsonIgnore]
    public string Socket => $"{WorkDirectory}/sock";

    /// <summary>The DR's server log, mounted at <c>/log</c>: the raw SQL trace.</summary>
    [JsonIgnore]
    public string Log => $"{WorkDirectory}/log";

    /// <summary>The accepted commit's files, mounted read-only in the harness.</summary>
    [JsonIgnore]
    public string Code => $"{WorkDirectory}/code";

    /// <summary>Never made by this product; the rollback plan has it removed.</summary>
    [JsonIgnore]
    public string Venv => $"{WorkDirectory}/venv";

    /// <summary>PGPASSWORD for the DR, as an environment file.</summary>
    [JsonIgnore]
    public string DrEnv => $"{SecretsDirectory}/dr.env";

    /// <summary>The DR's password alone, for POSTGRES_PASSWORD_FILE.</summary>
    [JsonIgnore]
    public string DrPassword => $"{SecretsDirectory}/dr.password";

    /// <summary>The DR's password for libpq, for PGPASSFILE.</summary>
    [JsonIgnore]
    public string DrPgpass => $"{SecretsDirectory}/dr.pgpass";

    [JsonIgnore]
    public IReadOnlyList<string> Secrets => [DrEnv, DrPassword, DrPgpass];

    public static RunPaths For(WorkDirectory directory) => new() { WorkDirectory = directory.Path, SecretsDirectory = directory.Secrets };
}
