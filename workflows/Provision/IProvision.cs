using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>
/// Makes the DR. Every activity may run twice: it adopts what is there when exact name and nonce say it is the run's, and else makes it. Each writes
/// to the journal what it intends before it creates, and what it created before it answers.
/// </summary>
public interface IProvision
{
    /// <summary>Writes manifest.json into the evidence folder, before the first object exists.</summary>
    [Activity("provision.manifest")]
    Task RecordManifestAsync(RunInput run);

    /// <summary>Makes $WD and the secrets directory with their sentinels, an empty dump file, the export of the accepted commit and the DR's password.</summary>
    [Activity("provision.work-directory")]
    Task<CreationAnswer> MakeWorkDirectoryAsync(RunInput run);

    [Activity("provision.network")]
    Task<CreationAnswer> CreateNetworkAsync(RunInput run);

    [Activity("provision.volume")]
    Task<CreationAnswer> CreateVolumeAsync(RunInput run);

    /// <summary>Creates the DR container without starting it.</summary>
    [Activity("provision.dr-container")]
    Task<CreationAnswer> CreateDrAsync(RunInput run);

    [Activity("provision.dr-start")]
    Task StartDrAsync(RunInput run);

    /// <summary>C-04: the ledger with what exists of the run.</summary>
    [Activity("provision.c04-identities")]
    Task<Ledger> CaptureIdentitiesAsync(RunInput run);

    /// <summary>G-10, by pg_controldata in the container: no database is connected.</summary>
    [Activity("provision.g10-dr-identity")]
    Task<GateAnswer> CheckIdentityAsync(RunInput run);

    [Activity("provision.g11-dr-shape")]
    Task<GateAnswer> CheckShapeAsync(RunInput run);

    [Activity("provision.g12-isolation")]
    Task<GateAnswer> CheckIsolationAsync(RunInput run);

    /// <summary>Of production, of its standby, or one that was retained.</summary>
    [Activity("provision.dump")]
    Task<DumpRecord> DumpAsync(RunInput run);

    /// <summary>Only where the plan says <c>retainDump</c>.</summary>
    [Activity("provision.retain-dump")]
    Task<RetainedDump> RetainDumpAsync(RunInput run);

    /// <summary>Into an empty database, which it makes in place of one that is there: the dump is taken while it is still being written.</summary>
    [Activity("provision.restore")]
    Task<RestoreRecord> RestoreAsync(RunInput run);

    [Activity("provision.g13-restore")]
    Task<GateAnswer> CheckRestoreAsync(RunInput run);

    /// <summary>Overwrites the dump and leaves an empty file for teardown. It is not read again, and the code under test never runs beside it.</summary>
    [Activity("provision.empty-dump")]
    Task EmptyDumpAsync(RunInput run);
}
