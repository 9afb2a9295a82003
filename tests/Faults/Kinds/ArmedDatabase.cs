using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>
/// F12: production's copy is armed with a foreign server, a subscription and an event trigger that all point at the host; whatever the DR
/// makes of them, nobody hears from it.
/// </summary>
internal sealed class ArmedDatabase : Fault
{
    private int connections;

    public override string Says => "production's dump brings a foreign server, a subscription and event triggers that fire at every login";

    /// <summary>A restore that fails on them is no lie; the run is torn down all the same.</summary>
    public override IReadOnlyList<int> ExitCodes => [0, 3, 7];

    public override async Task PrepareAsync(FaultContext scene)
    {
        var production = await scene.OwnProductionAsync();
        var host = await BridgeAsync(scene);
        var listener = new TcpListener(IPAddress.Parse(host), 0);
        listener.Start();
        var heard = CountAsync(listener);
        scene.Undo(async () =>
        {
            listener.Dispose();
            await heard;
        });
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await ChangeStream.SqlAsync(production, $"""
            create extension postgres_fdw;
            create server away foreign data wrapper postgres_fdw options (host '{host}', port '{port}', dbname 'app', connect_timeout '2');
            create user mapping for public server away options (user 'reader', password 'nobody');
            create foreign table public.away (id int) server away;
            create subscription away connection '{Connection(host, port)}' publication p with (connect = false);
            create function public.call_home() returns event_trigger language plpgsql as $body$
            begin
              if current_database() <> 'app' then perform 1 from public.away; end if;
            exception when others then null;
            end $body$;
            create event trigger on_login on login execute function public.call_home();
            alter event trigger on_login enable always;
            create event trigger on_change on ddl_command_end execute function public.call_home();
            """);
    }

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync("provision.restore", over);
        StruckAt = DateTimeOffset.UtcNow;
        Proof = "the armed dump was restored from";
    }

    public override Task AfterAsync(FaultContext scene)
    {
        if (connections > 0)
        {
            throw new InvalidOperationException($"the DR connected {connections} times to where its foreign server points");
        }

        return Task.CompletedTask;
    }

    /// <summary>The host's own address on the default bridge. An engine that has never been started again does not tell of it as the network's gateway.</summary>
    private static async Task<string> BridgeAsync(FaultContext scene)
    {
        var name = (await scene.Engine.GetAsync("/networks/bridge")).GetProperty("Options").GetProperty("com.docker.network.bridge.name").GetString();
        var bridge = NetworkInterface.GetAllNetworkInterfaces().Single(i => i.Name == name);
        return $"{bridge.GetIPProperties().UnicastAddresses.First(a => a.Address.AddressFamily == AddressFamily.InterNetwork).Address}";
    }

    private static string Connection(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"host={host} port={port} user=reader dbname=app connect_timeout=2");

    private async Task CountAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync();
                connections++;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // No longer listening.
        }
    }
}
