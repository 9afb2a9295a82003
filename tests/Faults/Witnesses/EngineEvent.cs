using System.Text.Json;

namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>One line of Docker's event stream.</summary>
internal sealed record EngineEvent(string Kind, string Action, string Id, string Name, long Nanoseconds)
{
    /// <summary>Null for what is no container, volume or network.</summary>
    public static EngineEvent? Of(string line)
    {
        var e = JsonDocument.Parse(line).RootElement;
        var kind = e.GetProperty("Type").GetString();
        if (kind is not ("container" or "volume" or "network"))
        {
            return null;
        }

        var (actor, action) = (e.GetProperty("Actor"), e.GetProperty(nameof(Action)).GetString() ?? "");
        var id = actor.GetProperty("ID").GetString() ?? "";
        var name = kind == "volume" ? id : actor.GetProperty("Attributes").TryGetProperty("name", out var named) ? named.GetString() ?? "" : "";
        return new EngineEvent(kind, action.Split(':')[0], id, name, e.GetProperty("timeNano").GetInt64());
    }

    /// <summary>Looking at a container, or running a program in it, leaves it as it is.</summary>
    public bool OnlyLooks => Action.StartsWith("exec_", StringComparison.Ordinal) || Action is "health_status" or "top" or "attach" or "mount" or "unmount" or "resize";
}
