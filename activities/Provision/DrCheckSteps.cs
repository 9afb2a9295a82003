using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>C-04 and the gates G-10 to G-12: the DR is what was created, and not production.</summary>
internal sealed class DrCheckSteps(DockerEngine docker, DrServer server, DrLifecycle lifecycle)
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => IdentityCapture.CaptureAsync(docker.Reading, request, CurrentActivity.Cancel);

    public Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check) => new G10DrIdentity(server, lifecycle).JudgeAsync(check);

    public Task<GateResult> CheckShapeAsync(ShapeCheck check) => new G11Shape(docker).JudgeAsync(check);

    public Task<GateResult> CheckIsolationAsync(IsolationCheck check) => new G12Isolation(docker, lifecycle).JudgeAsync(check);
}
