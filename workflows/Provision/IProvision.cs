using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>
/// Makes the DR. Every activity may run twice: it adopts what is there when exact name and nonce say it is ours, and else makes it.
/// </summary>
public interface IProvision
{
    /// <summary>Writes manifest.json into the evidence folder, before the first object exists: what the run's teardown was given, which the run is asked for.</summary>
    [Activity("provision.manifest")]
    Task<ManifestRecord> RecordManifestAsync(ManifestRequest request);

    /// <summary>Makes $WD and the secrets directory with their sentinels, an empty dump file and the DR's password.</summary>
    [Activity("provision.work-directory")]
    Task<Created> MakeWorkDirectoryAsync(WorkDirectoryRequest request);

    [Activity("provision.network")]
    Task<Created> CreateNetworkAsync(NetworkRequest request);

    [Activity("provision.volume")]
    Task<Created> CreateVolumeAsync(VolumeRequest request);

    /// <summary>Creates the DR container without starting it.</summary>
    [Activity("provision.dr-container")]
    Task<Created> CreateDrAsync(DrRequest request);

    [Activity("provision.dr-start")]
    Task StartDrAsync(DrRef dr);

    [Activity("provision.c04-identities")]
    Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request);

    /// <summary>G-10, by pg_controldata in the container: no database is connected.</summary>
    [Activity("provision.g10-dr-identity")]
    Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check);

    [Activity("provision.g11-dr-shape")]
    Task<GateResult> CheckShapeAsync(ShapeCheck check);

    [Activity("provision.g12-isolation")]
    Task<GateResult> CheckIsolationAsync(IsolationCheck check);

    /// <summary>Only runs that were begun by an earlier version ask for it: the restore makes the database to restore into.</summary>
    [Activity("provision.database")]
    Task CreateDatabaseAsync(DrTarget target);

    /// <summary>Of production, of its standby, or one that was retained.</summary>
    [Activity("provision.dump")]
    Task<DumpRecord> DumpAsync(DumpRequest request);

    /// <summary>Only where the plan says <c>retainDump</c>.</summary>
    [Activity("provision.retain-dump")]
    Task<RetainedDump> RetainDumpAsync(RetainRequest request);

    /// <summary>Into an empty database, which it makes in place of one that is there: the dump is taken while it is still being written.</summary>
    [Activity("provision.restore")]
    Task<RestoreRecord> RestoreAsync(RestoreRequest request);

    [Activity("provision.g13-restore")]
    Task<GateResult> CheckRestoreAsync(RestoreCheck check);

    /// <summary>Writes over the dump and leaves an empty file for teardown: nobody reads it again, and the code under test never runs beside it.</summary>
    [Activity("provision.empty-dump")]
    Task EmptyDumpAsync(DrTarget target);
}

public sealed record ManifestRequest
{
    /// <summary>Absent where an earlier version asked: it gave the whole manifest, which the run knows.</summary>
    public RunRef? Run { get; init; }
}

public sealed record ManifestRecord
{
    /// <summary>Absolute path on the worker's host.</summary>
    public required string Path { get; init; }

    public required string Sha256 { get; init; }
}

/// <summary>The outcome of making one object: its id, or why it was not made.</summary>
public sealed record Created
{
    /// <summary>64 hex digits; for a volume its name, for a directory its path. Absent when refused.</summary>
    public string? Id { get; init; }

    /// <summary>A red G-04 when the exact name carries something that is not ours. Absent when made or adopted.</summary>
    public GateResult? Refused { get; init; }
}

public sealed record WorkDirectoryRequest
{
    public required RunRef Run { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>The DR's DNS name, for the password file of libpq.</summary>
    public required string DrName { get; init; }
}

public sealed record NetworkRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }
}

public sealed record VolumeRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    /// <summary>MiB of memory that it may take; 0 for a volume on Docker's disk.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int InMemoryMegabytes { get; init; }
}

public sealed record DrRequest
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    public required Dr Dr { get; init; }

    public required string ImageId { get; init; }

    public required string NetworkId { get; init; }

    public required string Volume { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }
}

/// <summary>The DR container, as it was created.</summary>
public sealed record DrRef
{
    public required RunRef Run { get; init; }

    public required string Name { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string ContainerId { get; init; }
}

public sealed record IdentityCheck
{
    public required DrRef Dr { get; init; }

    public required string ProductionSystemIdentifier { get; init; }
}

public sealed record IdentityVerdict
{
    public required GateResult Gate { get; init; }

    /// <summary>The DR's own, to be seen again on every connection (G-14).</summary>
    public required string SystemIdentifier { get; init; }
}

public sealed record ShapeCheck
{
    public required DrRef Dr { get; init; }

    public required Objects Objects { get; init; }

    public required DrCapture Capture { get; init; }

    public required string ImageId { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>MiB of memory that its data may take; 0 where they are on Docker's disk.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int DataInMemoryMegabytes { get; init; }
}

public sealed record IsolationCheck
{
    public required DrRef Dr { get; init; }

    public required string NetworkId { get; init; }

    /// <summary>Production's container; absent where it is not in this Docker.</summary>
    public string? ProductionContainer { get; init; }
}

/// <summary>The DR's server and one of its databases, reached over the unix socket in $WD.</summary>
public sealed record DrTarget
{
    public required DrRef Dr { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>What G-10 read; every connection is refused that says otherwise.</summary>
    public required string SystemIdentifier { get; init; }

    public required string Database { get; init; }
}
