using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A Temporal dev server of a test's own, with its state in a SQLite file, to be killed.</summary>
internal sealed class KilledTemporal : OwnTemporal
{
    private readonly string file;

    private KilledTemporal(string file, int port, TemporalPrograms programs)
        : base(port, programs) => this.file = file;

    public static async Task<KilledTemporal> StartAsync(string file, TemporalPrograms? programs = null)
    {
        var server = new KilledTemporal(file, FreePort.Any(), programs ?? TemporalPrograms.Current);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>The journal beside the file is empty most of the time.</summary>
    public override async Task<IReadOnlyList<(string Name, byte[] Bytes)>> PagesAsync() => [("SQLite file", await File.ReadAllBytesAsync(file))];

    protected override Process Launch() => Shell.Start(
        Programs.Cli,
        [
            "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", $"{Port}", "--db-filename", file, "--log-level", "error",
            .. TemporalServer.Settings,
            "--dynamic-config-value", "system.forceSearchAttributesCacheRefreshOnRead=true",
        ],
        null);
}
