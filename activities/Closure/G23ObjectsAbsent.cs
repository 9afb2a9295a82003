using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request) => ObjectsAbsent.GateAsync(docker.Reading, request, CurrentActivity.Cancel);
}
