using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Isolation;

/// <summary>What must not answer from inside the DR's network, and the one program that tries it all at once.</summary>
internal sealed record IsolationProbes
{
    private const int Limit = 64;

    // Needs bash and pg_isready, which an image with the official contract has. The DR itself is the control: a probe that cannot
    // even reach the DR by its name would prove nothing by its silence. What must not answer is tried while PostgreSQL still makes its
    // cluster; the server that stays listens on an address, says its own file, and the entrypoint's first one on none.
    private const string Script = $$"""
        name=$1 data=$2; shift 2
        try() { timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$2" "$3" 2>/dev/null && echo "open $1 $2 $3"; }
        while [ $# -gt 0 ]; do
          case $1 in
            name) { timeout 2 getent hosts "$2" >/dev/null && echo "resolved $2 -"; } & shift 2 ;;
            *) try "$1" "$2" "$3" & shift 3 ;;
          esac
        done
        for _ in $(seq 300); do
          server=(); mapfile -t server 2>/dev/null <"$data/postmaster.pid"
          [[ -n ${server[5]-} && ${server[7]-} == ready* ]] && { echo "server ready"; break; }
          sleep 0.2
        done
        pg_isready -q -h "$name" -p 5432 -U {{DrServer.Nobody}} -d {{DrServer.Nobody}} -t 3 && echo "dr ready"
        try control "$name" 5432
        wait
        echo "done"
        """;

    /// <summary>Whose, address, port.</summary>
    public required IReadOnlyList<(string Whose, string Address, int Port)> Ports { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    internal static async Task<IsolationProbes> ForAsync(DockerSession reading, IsolationCheck check, EndPoint listener, CancellationToken cancel)
    {
        var probes = new List<(string, string, int)>();
        var names = new List<string> { "example.com" };
        if (check.ProductionContainer is { } name && await reading.Containers.FindByNameAsync(name, cancel) is { } production)
        {
            names.Add(name);
            probes.AddRange(Addresses(production).SelectMany(a => Listening(production).Select(p => ("production", a, p))));
        }

        var gateways = (await reading.Networks.ListAsync(cancel)).SelectMany(n => n.IPAM?.Config ?? []).Select(c => c.Gateway)
            .Where(g => IPAddress.TryParse(g, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        int[] ports = [listener is IPEndPoint own ? own.Port : 0, .. HostAddresses.Ports(3)];
        var hosts = HostAddresses.Own().Select(a => a.ToString()).Concat(gateways).Distinct(StringComparer.Ordinal);
        probes.AddRange(hosts.SelectMany(a => ports.Where(p => p > 0).Distinct().Select(p => ("host", a, p))));
        probes.Add(("outside", "1.1.1.1", 53));
        return new IsolationProbes { Ports = [.. probes.Take(Limit)], Names = names };
    }

    internal ExecCommand Command(string drName) => new()
    {
        Argv =
        [
            "bash", "-c", Script, "probe", drName, DrServer.DataDirectory,
            .. Names.SelectMany(n => (string[])["name", n]),
            .. Ports.SelectMany(p => (string[])[p.Whose, p.Address, p.Port.ToString(CultureInfo.InvariantCulture)]),
        ],
        User = "postgres",
        EndsByItself = true,
    };

    private static IEnumerable<string> Addresses(ContainerInspectResponse container) =>
        (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>()).Values.Select(n => n.IPAddress).Where(a => !string.IsNullOrEmpty(a));

    private static IEnumerable<int> Listening(ContainerInspectResponse container) =>
        (container.NetworkSettings?.Ports ?? new Dictionary<string, IList<PortBinding>>()).Keys
            .Where(p => p.EndsWith("/tcp", StringComparison.Ordinal)).Select(p => int.Parse(p.Split('/')[0], CultureInfo.InvariantCulture)).Append(5432).Distinct();
}
