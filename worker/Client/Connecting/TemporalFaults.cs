using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Connecting;

/// <summary>Turns errors of Temporal into messages for the operator.</summary>
internal static class TemporalFaults
{
    public static string Unreachable(TemporalClientConnectOptions options, Exception fault) =>
        $"Temporal at {options.TargetHost} (namespace {options.Namespace}) did not answer: {Cause(fault.Message)}. "
        + "Start it, or give its address with --address or TEMPORAL_ADDRESS. Runs that were started go on once it is back.";

    /// <summary>Returns null for a fault that is not Temporal's.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        RpcException { Code: RpcException.StatusCode.NotFound } f =>
            $"Temporal does not know what was asked for: {FirstLine(f.Message)}. List the runs with `dryrun list`.",
        RpcException { Code: RpcException.StatusCode.PermissionDenied or RpcException.StatusCode.Unauthenticated } f =>
            $"Temporal refused this client: {FirstLine(f.Message)}. Check the namespace, the certificate or TEMPORAL_API_KEY.",
        RpcException f when IsOutage(f) => $"Temporal did not answer: {FirstLine(f.Message)}. A run that was started goes on; look again with `dryrun list`.",
        RpcException f => $"Temporal answered with {f.Code}: {FirstLine(f.Message)}. Check the request and Temporal's log.",
        WorkflowQueryFailedException f => $"The run could not answer: {FirstLine(f.Message)}. Look at it in Temporal's Web UI.",
        _ => null,
    };

    /// <summary>Returns true for a fault that may go away by itself.</summary>
    public static bool IsOutage(RpcException fault) => fault.Code
        is RpcException.StatusCode.Unavailable or RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled
        or RpcException.StatusCode.ResourceExhausted or RpcException.StatusCode.Aborted or RpcException.StatusCode.Internal
        or RpcException.StatusCode.Unknown;

    /// <summary>Takes the cause from the SDK's message, which quotes the whole debug output of its transport with the cause last.</summary>
    private static string Cause(string message)
    {
        var quoted = message.LastIndexOf("message: \"", StringComparison.Ordinal);
        return quoted < 0 ? FirstLine(message) : message[(quoted + 10)..].Split('"', 2)[0].ToLowerInvariant();
    }

    public static string FirstLine(string message) => message.Split('\n', 2)[0].Trim().TrimEnd('.');
}
