using System.Net;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

/// <summary>The engine could not be reached, or answered with an error. Temporal retries it.</summary>
internal sealed class DockerFault(string message, HttpStatusCode? status, Exception cause) : Exception(message, cause)
{
    /// <summary>Absent when the engine did not answer.</summary>
    internal HttpStatusCode? Status { get; } = status;
}
