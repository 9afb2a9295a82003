using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>The code must be the accepted commit and as captured (G-06, G-26).</summary>
internal sealed record CodeCheck
{
    public required Code Code { get; init; }

    public required CodeCapture Captured { get; init; }
}
