using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>
/// Network, volume, container; its identity proved (G-10 to G-12) before any database is created or connected; production's copy (G-13).
/// Every object is in the ledger as soon as it exists.
/// </summary>
internal sealed class ProvisionPhase(Manifest manifest, Baseline baseline, RunState board, CancellationToken stop)
{
    /// <summary>Runs that were begun before kept the dump until teardown.</summary>
    private const string DumpEmptied = "dump-emptied";

    /// <summary>Runs that were begun before had G-10 behind them when they came to G-11 and G-12, and made a database in a step of its own, which the restore then made anew.</summary>
    private const string Sooner = "provisioned-sooner";

    private readonly Plan plan = manifest.Plan;
    private readonly RunRef run = manifest.Run;

    /// <summary>The restored DR; absent when a gate was red.</summary>
    public async Task<ProvisionedDr?> RunAsync()
    {
        if (await MakeShellAsync() is not { } shell || await ProveAsync(shell) is not { } target)
        {
            return null;
        }

        await CopyProductionAsync(target);
        var check = new RestoreCheck { Target = target, Dump = board.Facts.Dump ?? throw new InvalidOperationException("A copy has a dump.") };
        var faithful = board.Judge(await Workflow.ExecuteActivityAsync((IProvision a) => a.CheckRestoreAsync(check), Policies.Long(board.Doing("the restore is faithful"), stop)));
        if (!faithful)
        {
            return null;
        }

        if (Workflow.Patched(DumpEmptied))
        {
            await Workflow.ExecuteActivityAsync((IProvision a) => a.EmptyDumpAsync(target), Policies.Long(board.Doing("write over the dump"), stop));
        }

        return new ProvisionedDr { Target = target, NetworkId = shell.NetworkId };
    }

    private async Task<Shell?> MakeShellAsync()
    {
        var directory = new WorkDirectoryRequest { Run = run, WorkDirectory = plan.WorkDirectory, DrName = plan.Objects.DrContainer };
        if (Accept(await Workflow.ExecuteActivityAsync((IProvision a) => a.MakeWorkDirectoryAsync(directory), Step("make work directory"))) is null)
        {
            return null;
        }

        var network = new NetworkRequest { Run = run, Name = plan.Objects.Network };
        if (Accept(await Workflow.ExecuteActivityAsync((IProvision a) => a.CreateNetworkAsync(network), Step("create network")), ObjectKind.Network, network.Name) is not { } networkId)
        {
            return null;
        }

        var volume = new VolumeRequest { Run = run, Name = plan.Objects.Volume, InMemoryMegabytes = plan.Dr.DataInMemoryMegabytes };
        if (Accept(await Workflow.ExecuteActivityAsync((IProvision a) => a.CreateVolumeAsync(volume), Step("create volume")), ObjectKind.Volume, volume.Name) is null)
        {
            return null;
        }

        var container = new DrRequest
        {
            Run = run,
            Name = plan.Objects.DrContainer,
            Dr = plan.Dr,
            ImageId = board.Facts.DrImageId ?? throw new InvalidOperationException("G-09 is green only with the DR image's id."),
            NetworkId = networkId,
            Volume = volume.Name,
            WorkDirectory = plan.WorkDirectory,
        };
        if (Accept(await Workflow.ExecuteActivityAsync((IProvision a) => a.CreateDrAsync(container), Step("create DR container")), ObjectKind.Container, container.Name) is not { } containerId)
        {
            return null;
        }

        var dr = new DrRef { Run = run, Name = container.Name, ContainerId = containerId };
        await Workflow.ExecuteActivityAsync((IProvision a) => a.StartDrAsync(dr), Policies.Long(board.Doing("start DR"), stop));
        return new Shell(dr, networkId, container.ImageId);
    }

    /// <summary>G-10 to G-12; absent when one was red. No row of production comes near the DR before.</summary>
    private async Task<DrTarget?> ProveAsync(Shell shell)
    {
        var names = new NamesRequest { Run = run, Objects = plan.Objects };
        var capture = await Workflow.ExecuteActivityAsync((IProvision a) => a.CaptureIdentitiesAsync(names), Step("capture the DR's identities"));
        board.Ledger = board.Ledger.Seen(capture);

        var identity = new IdentityCheck { Dr = shell.Dr, ProductionSystemIdentifier = baseline.Production.SystemIdentifier };
        var shape = new ShapeCheck { Dr = shell.Dr, Objects = plan.Objects, Capture = capture, ImageId = shell.ImageId, WorkDirectory = plan.WorkDirectory, DataInMemoryMegabytes = plan.Dr.DataInMemoryMegabytes };
        var isolation = new IsolationCheck { Dr = shell.Dr, NetworkId = shell.NetworkId, ProductionContainer = plan.Production.Container };
        string? another = null;
        var (shaped, isolated) = (false, false);
        if (Workflow.Patched(Sooner))
        {
            await Concurrently.AllAsync(board.SideBySide, IdentifyAsync, ShapeAsync, IsolateAsync);
        }
        else
        {
            await IdentifyAsync();
            if (another is not null)
            {
                await Concurrently.AllAsync(board.SideBySide, ShapeAsync, IsolateAsync);
            }
        }

        return another is not null && shaped && isolated
            ? new DrTarget { Dr = shell.Dr, WorkDirectory = plan.WorkDirectory, SystemIdentifier = another, Database = plan.Dr.Database }
            : null;

        async Task IdentifyAsync()
        {
            var verdict = await Workflow.ExecuteActivityAsync((IProvision a) => a.CheckIdentityAsync(identity), Policies.Long(board.Doing("the DR is not production"), stop));
            board.Facts = board.Facts with { DrSystemIdentifier = verdict.SystemIdentifier };
            another = board.Judge(verdict.Gate) ? verdict.SystemIdentifier : null;
        }

        async Task ShapeAsync() =>
            shaped = board.Judge(await Workflow.ExecuteActivityAsync((IProvision a) => a.CheckShapeAsync(shape), Step("the DR is the object created")));

        async Task IsolateAsync() =>
            isolated = board.Judge(await Workflow.ExecuteActivityAsync((IProvision a) => a.CheckIsolationAsync(isolation), Step("the DR is isolated")));
    }

    /// <summary>The restore follows the dump while it is still being written. Neither is worth anything without the other.</summary>
    private async Task CopyProductionAsync(DrTarget target)
    {
        if (!Workflow.Patched(Sooner))
        {
            await Workflow.ExecuteActivityAsync((IProvision a) => a.CreateDatabaseAsync(target), Policies.Long(board.Doing("create database"), stop));
        }

        if (board.SideBySide)
        {
            await Concurrently.TogetherAsync(stop, DumpAsync, together => RestoreAsync(target, together));
            return;
        }

        await DumpAsync(stop);
        await RestoreAsync(target, stop);
    }

    private async Task DumpAsync(CancellationToken cancel)
    {
        var request = new DumpRequest { Run = run, Production = plan.Production, WorkDirectory = plan.WorkDirectory, Reuse = plan.ReuseDump, ProductionBytes = baseline.Production.SizeBytes };
        var doing = plan.ReuseDump is null ? "dump production, read-only" : "take the retained dump";
        var dump = await Workflow.ExecuteActivityAsync((IProvision a) => a.DumpAsync(request), Policies.Long(board.Doing(doing), cancel));
        board.Facts = board.Facts with { Dump = dump };

        if (plan.RetainDump is { } retain)
        {
            var keep = new RetainRequest { Run = run, WorkDirectory = plan.WorkDirectory, Retain = retain, DumpSha256 = dump.Sha256 };
            var retained = await Workflow.ExecuteActivityAsync((IProvision a) => a.RetainDumpAsync(keep), Policies.Long(board.Doing("retain an encrypted dump"), cancel));
            board.Facts = board.Facts with { Retained = retained };
        }
    }

    private async Task RestoreAsync(DrTarget target, CancellationToken cancel)
    {
        var request = new RestoreRequest { Target = target, Dump = board.Facts.Dump, ProductionBytes = baseline.Production.SizeBytes };
        var restore = await Workflow.ExecuteActivityAsync((IProvision a) => a.RestoreAsync(request), Policies.Long(board.Doing("restore into the DR"), cancel));
        board.Facts = board.Facts with { Restore = restore };
    }

    /// <summary>Into the ledger when made or adopted; a red gate when the exact name carries something that is not ours.</summary>
    private string? Accept(Created created, ObjectKind? kind = null, string? name = null)
    {
        if (created.Refused is { } refused)
        {
            board.JudgeAgain(refused);
            return null;
        }

        if (kind is { } docker && name is not null)
        {
            board.Ledger = board.Ledger.Created(docker, name, docker == ObjectKind.Volume ? null : created.Id);
        }

        return created.Id;
    }

    private ActivityOptions Step(string summary) => Policies.Quick(board.Doing(summary), stop);

    private sealed record Shell(DrRef Dr, string NetworkId, string ImageId);
}
