using System.Diagnostics.CodeAnalysis;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    [SuppressMessage("Performance", "CA1822", Justification = "It implements a member of IPreflight")]
    public Task<CodeCapture> CaptureCodeAsync(CodeRequest request) => CodeReader.ReadAsync(request.Code.Repository, CurrentActivity.Cancel);
}
