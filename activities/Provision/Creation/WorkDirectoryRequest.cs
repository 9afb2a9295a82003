using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The directories to make.</summary>
internal sealed record WorkDirectoryRequest
{
    public required RunRef Run { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>The code to export into $WD.</summary>
    public required Code Code { get; init; }

    /// <summary>The DR's DNS name, for the password file of libpq.</summary>
    public required string DrName { get; init; }
}
