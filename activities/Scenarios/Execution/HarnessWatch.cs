using System.Diagnostics;
using System.Globalization;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>Starts the harness container where it never ran, and looks at it until it has ended.</summary>
internal sealed class HarnessWatch(DockerSession session, CodeRunRequest request, string id)
{
    private const int Killed = 137;
    private const int Terminated = 143;
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(250);
    private readonly Stopwatch watched = new();
    private double before;

    internal async Task<ScenarioRun> UntilEndAsync(CancellationToken cancel)
    {
        var killed = false;
        while (true)
        {
            if (await session.Containers.FindByIdAsync(id, cancel) is not { State: { } state })
            {
                return Ended(ScenarioEnd.Unknown, null, "its container vanished while it ran", 0);
            }

            switch (state.Status)
            {
                case "created":
                    if (await StartAsync(cancel) is { } refused)
                    {
                        return refused;
                    }

                    break;
                case "exited":
                    return Exited(state, killed);
                case "dead" or "removing":
                    return Ended(ScenarioEnd.Unknown, null, $"its container is {state.Status}", 0);
                default:
                    var seconds = await SecondsAsync(state, cancel);
                    CurrentActivity.Heartbeat(string.Create(CultureInfo.InvariantCulture, $"scenario {request.Scenario.Id} has run for {seconds:F0} s"));
                    if (!killed && seconds >= request.Scenario.TimeoutSeconds)
                    {
                        await session.Containers.KillAsync(id, cancel);
                        killed = true;
                    }

                    break;
            }

            await Task.Delay(Look(), cancel);
        }
    }

    /// <summary>A twentieth of the time that has passed: an end is seen soon for how long it took, and the daemon is not kept busy for an hour.</summary>
    private TimeSpan Look() => TimeSpan.FromTicks(Math.Clamp(watched.Elapsed.Ticks / 20, ShortestLook.Ticks, LongestLook.Ticks));

    /// <summary>
    /// By the clock that stamped the start when it is first seen, by the monotonic one from then on: the worker's wall clock may be set meanwhile.
    /// </summary>
    private async Task<double> SecondsAsync(State state, CancellationToken cancel)
    {
        if (!watched.IsRunning)
        {
            var now = When((await session.System.InfoAsync(cancel)).SystemTime);
            before = Math.Max(0, (now - When(state.StartedAt)).TotalSeconds);
            watched.Start();
        }

        return before + watched.Elapsed.TotalSeconds;
    }

    private async Task<ScenarioRun?> StartAsync(CancellationToken cancel)
    {
        try
        {
            await session.Containers.StartAsync(id, cancel);
            return null;
        }
        catch (DockerFault fault) when (fault.Status is not null)
        {
            // A program that does not exist ends as a shell would have it: 126 or 127.
            if (await session.Containers.FindByIdAsync(id, cancel) is { State: { Status: "created", ExitCode: 126 or 127 } state })
            {
                return Ended(ScenarioEnd.Finished, (int)state.ExitCode, fault.Message, 0);
            }

            throw;
        }
    }

    private ScenarioRun Exited(State state, bool killed)
    {
        var seconds = Math.Max(0, (When(state.FinishedAt) - When(state.StartedAt)).TotalSeconds);
        var code = (int)state.ExitCode;
        if (killed || (code == Killed && seconds >= request.Scenario.TimeoutSeconds))
        {
            return Ended(ScenarioEnd.TimedOut, null, string.Create(CultureInfo.InvariantCulture, $"it was stopped after {request.Scenario.TimeoutSeconds} s"), seconds);
        }

        if (state.OOMKilled)
        {
            return Ended(ScenarioEnd.Finished, code, $"it was killed for want of memory; the limit is {request.Harness?.MemoryMegabytes} MiB", seconds);
        }

        // Not the code's own end: somebody, or a daemon that went down, ended it.
        return code is Killed or Terminated
            ? Ended(ScenarioEnd.Unknown, null, string.Create(CultureInfo.InvariantCulture, $"it was ended from outside (exit code {code})"), seconds)
            : Ended(ScenarioEnd.Finished, code, null, seconds);
    }

    private ScenarioRun Ended(ScenarioEnd end, int? code, string? reason, double seconds) =>
        new() { End = end, ExitCode = code, HarnessId = id, Reason = reason, Seconds = seconds };

    private static DateTimeOffset When(string docker) => DateTimeOffset.Parse(docker, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
