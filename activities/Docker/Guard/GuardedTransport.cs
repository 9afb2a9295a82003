using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.Unix;
using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>The client's own unix socket transport with the guard in front: there is no way to the socket around it.</summary>
internal sealed class GuardedTransport(RunScope scope) : IDockerHandlerFactory<UnixSocketTransportOptions>
{
    private readonly IDockerHandlerFactory<UnixSocketTransportOptions> unix = DockerHandlerFactory.Instance;

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) => Guarded(unix.CreateHandler(clientOptions, logger));

    public ResolvedTransport CreateHandler(UnixSocketTransportOptions transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        Guarded(unix.CreateHandler(transportOptions, clientOptions, logger));

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) => unix.HijackStreamAsync(content);

    private ResolvedTransport Guarded(ResolvedTransport transport) => new(new RequestGuard(scope, new RequestTracing(transport.Handler)), transport.EffectiveEndpoint);
}
