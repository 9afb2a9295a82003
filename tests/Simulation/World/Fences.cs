using DotIuCutter.Temporal.Tests.Simulation.Server;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>The lock file of each run: one holder at a time, dropped by the kernel when its process is killed; closed once and for all by teardown.</summary>
internal sealed class Fences
{
    private readonly Dictionary<string, TaskAttempt> holders = [];
    private readonly HashSet<string> closed = [];

    public bool Closed(string nonce) => closed.Contains(nonce);

    public void Close(string nonce) => closed.Add(nonce);

    /// <summary>False while another attempt holds it.</summary>
    public bool Acquire(string nonce, TaskAttempt attempt) => holders.TryAdd(nonce, attempt) || holders[nonce] == attempt;

    public void Release(TaskAttempt attempt)
    {
        foreach (var nonce in holders.Where(h => h.Value == attempt).Select(h => h.Key).ToList())
        {
            holders.Remove(nonce);
        }
    }
}
