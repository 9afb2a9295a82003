using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Captures C-01 to C-06 and gates G-02 to G-09. Every gate that can be read is read, so that one refusal names them all.</summary>
internal sealed class PreflightPhase(RunInput run, Steps steps)
{
    /// <summary>The answers of all gates; the run may go on when every one is green.</summary>
    public async Task<IReadOnlyList<GateAnswer>> RunAsync()
    {
        var answers = await Workflow.WhenAllAsync(
        [
            OneAsync(steps.Gate((IPreflight a) => a.CheckEngineAsync(run), "engine")),
            OneAsync(steps.Gate((IPreflight a) => a.CaptureProtectedAsync(run), "protected containers")),
            CodeAsync(),
            ProductionAsync(),
            OneAsync(steps.LongGate((IPreflight a) => a.CheckImagesAsync(run), "images")),
            NoneAsync(steps.Quick((IPreflight a) => a.CaptureWatchedAsync(run), "watched services")),
            OneAsync(steps.Gate((IPreflight a) => a.CheckNamesFreeAsync(run), "exact names are free")),
            NoneAsync(steps.Quick((IPreflight a) => a.CaptureInventoryAsync(run), "inventory")),
        ]);
        return [.. answers.SelectMany(a => a)];
    }

    private async Task<IReadOnlyList<GateAnswer>> CodeAsync()
    {
        await steps.Long((IPreflight a) => a.CaptureCodeAsync(run), "accepted code");
        return [await steps.LongGate((IPreflight a) => a.CheckCodeAsync(run), "accepted commit")];
    }

    /// <summary>C-03 and G-08 need a production that answers, so they come after a green G-07; G-05 needs the size that C-03 read.</summary>
    private async Task<IReadOnlyList<GateAnswer>> ProductionAsync()
    {
        var answers = await steps.Gate((IPreflight a) => a.CheckProductionAsync(run), "production answers");
        if (answers.State == GateState.Green)
        {
            await steps.Quick((IPreflight a) => a.CaptureProductionAsync(run), "production's identity");
        }

        var room = steps.Gate((IPreflight a) => a.CheckWorkDirectoryAsync(run), "work directory");
        return answers.State == GateState.Green
            ? [answers, .. await Workflow.WhenAllAsync([steps.Gate((IPreflight a) => a.CheckProductionRoleAsync(run), "production's role cannot write"), room])]
            : [answers, await room];
    }

    private static async Task<IReadOnlyList<GateAnswer>> OneAsync(Task<GateAnswer> gate) => [await gate];

    private static async Task<IReadOnlyList<GateAnswer>> NoneAsync(Task capture)
    {
        await capture;
        return [];
    }
}
