using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>A request that this product must never make was stopped before the socket. A defect, so it is never retried.</summary>
internal sealed class GuardRefusedException(string request, string reason) : ApplicationFailureException(
    $"The request guard refused {request}: {reason}. Nothing was sent to Docker.", ErrorTypeName, nonRetryable: true)
{
    internal const string ErrorTypeName = "GuardRefused";
}
