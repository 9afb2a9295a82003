using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A Temporal dev server of a test's own, with its state in a SQLite file, to be killed.</summary>
internal sealed class KilledTemporal : OwnTemporal
{
    private readonly string file;

    private KilledTemporal(string file, int port)
        : base(port) => this.file = file;

    public static async Task<KilledTemporal> StartAsync(string file)
    {
        var server = new KilledTemporal(file, FreePort.Any());
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>The journal beside the file is empty most of the time.</summary>
    public override async Task<IReadOnlyList<(string Name, byte[] Bytes)>> PagesAsync() => [("SQLite file", await File.ReadAllBytesAsync(file))];

    protected override Process Launch() => Shell.Start(
        TemporalServer.Cli ?? throw new InvalidOperationException("needs the Temporal CLI: set TEMPORAL_CLI"),
        [
            "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", $"{Port}", "--db-filename", file, "--log-level", "error",
            .. TemporalServer.Settings,
            "--dynamic-config-value", "system.forceSearchAttributesCacheRefreshOnRead=true",
        ],
        null);
}
