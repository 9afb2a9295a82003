using System.Diagnostics;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The engine's own process, to be killed, stopped and started again as it was: one that eng/engine has started, none of an init's.</summary>
internal sealed class EngineProcess
{
    private const string Program = "dockerd";
    private const string LiveRestore = "--live-restore";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IReadOnlyList<string> arguments;
    private readonly string log;
    private int pid;

    private EngineProcess(int pid)
    {
        this.pid = pid;
        arguments = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        log = File.ResolveLinkTarget($"/proc/{pid}/fd/1", returnFinalTarget: false)?.FullName is { } target && File.Exists(target) ? target : "/dev/null";
    }

    /// <summary>The only one of this machine.</summary>
    public static EngineProcess Find()
    {
        var running = Running();
        return running.Count == 1 && !Directory.Exists("/run/systemd/system")
            ? new EngineProcess(running[0])
            : throw new InvalidOperationException(
                $"The engine may be killed only where eng/engine has started it: expected one {Program} and no systemd that starts it again; found {running.Count}. Leave F3 and F4 out.");
    }

    /// <summary>Why there is no engine any more; null as long as there is one.</summary>
    public string? Lost { get; private set; }

    public void Kill() => ProcessSignal.Kill(pid);

    public void Stop() => ProcessSignal.Stop(pid);

    public void Continue() => ProcessSignal.Continue(pid);

    /// <summary>True while the kernel itself says that it stands still.</summary>
    public bool StandsStill => File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].TrimStart()[0] == 'T';

    /// <summary>After a kill; without <paramref name="liveRestore"/> the new engine ends every container the old one left running.</summary>
    public async Task StartAgainAsync(Engine engine, bool liveRestore)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Directory.Exists($"/proc/{pid}"))
        {
            await poll.WaitForNextTickAsync(patience.Token);
        }

        IEnumerable<string> wanted = [.. arguments.Where(a => a != LiveRestore), .. liveRestore ? [LiveRestore] : Array.Empty<string>()];
        using var start = Process.Start(new ProcessStartInfo("setsid", ["--fork", "bash", "-c", "exec \"${@:2}\" </dev/null >>\"$1\" 2>&1", "bash", log, .. wanted]));
        while (!await engine.AnswersAsync())
        {
            if (patience.IsCancellationRequested)
            {
                Lost = $"The engine was killed and cannot start again: expected it to answer within {Patience.TotalSeconds:0} s. No further run is made; {log} says why. "
                    + "One that was killed amid the creation of a network may need its network store moved away (network/files/local-kv.db in its data-root).";
                throw new InvalidOperationException(Lost);
            }

            await poll.WaitForNextTickAsync();
        }

        pid = Running().Single();
    }

    /// <summary>Once more as it was found, should a fault have left it otherwise.</summary>
    public async Task AsFoundAsync(Engine engine)
    {
        var found = arguments.Contains(LiveRestore);
        if (File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(LiveRestore) != found)
        {
            Kill();
            await StartAgainAsync(engine, found);
        }
    }

    private static List<int> Running() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0 && Named(number) == Program),
    ];

    private static string? Named(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            // Ended meanwhile.
            return null;
        }
    }
}
