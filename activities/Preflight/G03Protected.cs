using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
#pragma warning disable CA1822 // A member of IPreflight, whichever fields it needs.
    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check) => Task.FromResult(G03Protected.Judge(check.Names, check.Captured));
#pragma warning restore CA1822
}
