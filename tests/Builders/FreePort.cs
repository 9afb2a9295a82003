using System.Net;
using System.Net.Sockets;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>A port of loopback that is free now; nothing keeps it so.</summary>
internal static class FreePort
{
    public static int Any() => Bound(0) ?? throw new InvalidOperationException("The kernel has no free port left.");

    /// <summary>Below what the kernel hands out: Temporal's cluster keeps its ports as smallint.</summary>
    public static int Low()
    {
        int? port;
        do
        {
            port = Bound(Random.Shared.Next(20_000, 32_000));
        }
        while (port is null);

        return port.Value;
    }

    /// <summary>Null where it is taken.</summary>
    private static int? Bound(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
