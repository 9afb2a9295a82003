using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Where the host could be reached: its addresses and the ports it listens on.</summary>
internal static class HostAddresses
{
    internal static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return listener;
    }

    internal static IReadOnlyList<IPAddress> Own() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus != OperationalStatus.Down)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(u => u.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))
            .Distinct(),
    ];

    /// <summary>Ports open to more than the host itself, at most <paramref name="limit"/>.</summary>
    internal static IReadOnlyList<int> Ports(int limit) =>
    [
        .. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(l => !IPAddress.IsLoopback(l.Address)).Select(l => l.Port).Distinct().Order().Take(limit),
    ];
}
