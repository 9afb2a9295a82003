using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Captures C-01 to C-06 and gates G-02 to G-09. Every gate that can be read is read, so that one refusal names them all.</summary>
internal sealed class PreflightPhase(Manifest manifest, RunState board, CancellationToken stop)
{
    private readonly Plan plan = manifest.Plan;

    /// <summary>Fills the board's facts; whether the run may go on is whether every gate is green.</summary>
    public async Task RunAsync()
    {
        EngineCapture? engine = null;
        IReadOnlyList<ContainerCapture> protectedNow = [], watched = [];
        CodeCapture? code = null;
        InventoryCapture? inventory = null;
        var production = new Lazy<Task<ProductionCapture?>>(CaptureProductionAsync);
        await Concurrently.AllAsync(
            board.SideBySide,
            async () => engine = await CheckEngineAsync(),
            async () => protectedNow = await CaptureProtectedAsync(),
            async () => code = await CaptureCodeAsync(),
            () => production.Value,
            CheckImagesAsync,
            async () => watched = await CaptureWatchedAsync(),
            CheckNamesFreeAsync,
            async () => await CheckWorkDirectoryAsync((await production.Value)?.SizeBytes ?? 0),
            async () => inventory = await CaptureInventoryAsync());

        if (engine is not null && code is not null && inventory is not null && await production.Value is { } read)
        {
            board.Facts = board.Facts with
            {
                Baseline = new Baseline
                {
                    Engine = engine,
                    Protected = protectedNow,
                    Code = code,
                    Production = read,
                    Inventory = inventory,
                    Watched = watched,
                },
            };
        }
    }

    private async Task<EngineCapture> CheckEngineAsync()
    {
        var engine = await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckEngineAsync(new EngineRequest()), Step("engine"));
        board.Judge(engine.Gate);
        return engine.Engine;
    }

    private async Task<IReadOnlyList<ContainerCapture>> CaptureProtectedAsync()
    {
        var captured = await Workflow.ExecuteActivityAsync(
            (IPreflight a) => a.CaptureProtectedAsync(new ProtectedRequest { Names = plan.Protected }), Step("protected containers"));
        var check = new ProtectedCheck { Names = plan.Protected, Captured = captured.Containers };
        board.Judge(board.SaidOnce
            ? G03Protected.Judge(check.Names, check.Captured)
            : await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckProtectedAsync(check), Step("protected containers exist")));
        return captured.Containers;
    }

    private async Task<CodeCapture?> CaptureCodeAsync()
    {
        var captured = await Workflow.ExecuteActivityAsync((IPreflight a) => a.CaptureCodeAsync(new CodeRequest { Code = plan.Code }), Step("accepted code"));
        var check = new CodeCheck { Code = plan.Code, Captured = captured };
        return board.Judge(await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckCodeAsync(check), Step("accepted commit"))) ? captured : null;
    }

    /// <summary>C-03 and G-08 need a production that answers, so they come only after a green G-07.</summary>
    private async Task<ProductionCapture?> CaptureProductionAsync()
    {
        var request = new ProductionRequest { Run = manifest.Run, Production = plan.Production, Reuse = plan.ReuseDump };
        if (!board.Judge(await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckProductionAsync(request), Step("production answers"))))
        {
            return null;
        }

        var captured = await Workflow.ExecuteActivityAsync((IPreflight a) => a.CaptureProductionAsync(request), Step("production's identity"));
        board.Judge(await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckProductionRoleAsync(request), Step("production's role cannot write")));
        return captured;
    }

    private async Task CheckImagesAsync()
    {
        var request = new ImagesRequest
        {
            DrImage = plan.Dr.Image,
            PullDr = plan.Dr.Pull,
            HarnessImage = plan.Harness?.Image,
            PullHarness = plan.Harness?.Pull ?? false,
        };
        var images = await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckImagesAsync(request), Policies.Long(board.Doing("images"), stop));
        board.Judge(images.Gate);
        board.Facts = board.Facts with { DrImageId = images.DrImageId, HarnessImageId = images.HarnessImageId };
    }

    private async Task<IReadOnlyList<ContainerCapture>> CaptureWatchedAsync()
    {
        var request = new WatchedRequest { Prefixes = plan.WatchedPrefixes };
        return (await Workflow.ExecuteActivityAsync((IPreflight a) => a.CaptureWatchedAsync(request), Step("watched services"))).Containers;
    }

    private async Task CheckNamesFreeAsync()
    {
        var names = new NamesRequest { Run = manifest.Run, Objects = plan.Objects, WorkDirectory = plan.WorkDirectory };
        board.Judge(await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckNamesFreeAsync(names), Step("exact names are free")));
    }

    private Task<InventoryCapture> CaptureInventoryAsync() =>
        Workflow.ExecuteActivityAsync((IPreflight a) => a.CaptureInventoryAsync(new InventoryRequest { Run = manifest.Run }), Step("inventory"));

    private async Task CheckWorkDirectoryAsync(long productionBytes)
    {
        var check = new WorkDirectoryCheck
        {
            Run = manifest.Run,
            WorkDirectory = plan.WorkDirectory,
            Repository = plan.Code.Repository,
            ForbiddenPaths = plan.ForbiddenPaths,
            ProductionBytes = productionBytes,
            DataInMemoryMegabytes = plan.Dr.DataInMemoryMegabytes,
        };
        board.Judge(await Workflow.ExecuteActivityAsync((IPreflight a) => a.CheckWorkDirectoryAsync(check), Step("work directory")));
    }

    private ActivityOptions Step(string summary) => Policies.Quick(board.Doing(summary), stop);
}
