using System.Diagnostics;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Scale;

/// <summary>A server with the settings of temporal-dev.yml, its state in a file.</summary>
internal sealed class ScaleTemporal(string file) : OwnTemporal(FreePort.Any(), TemporalPrograms.Current)
{
    public override Task<IReadOnlyList<(string Name, byte[] Bytes)>> PagesAsync() => Task.FromResult<IReadOnlyList<(string, byte[])>>([]);

    protected override Process Launch() => Shell.Start(
        Programs.Cli,
        [
            "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", $"{Port}", "--db-filename", file, "--log-level", "error",
            "--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL",
            "--search-attribute", "DryRunPhase=Keyword", "--search-attribute", "DryRunVerdict=Keyword", "--search-attribute", "DryRunPlan=Keyword",
            .. TemporalServer.Settings,
        ],
        null);
}
