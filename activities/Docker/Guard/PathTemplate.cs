namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>The path of a request with its names and ids taken out: of the guard's grammar, so a closed set. Pure.</summary>
internal static class PathTemplate
{
    internal const string Other = "/other";

    internal static string From(IReadOnlyList<string> segments) => segments switch
    {
        ["_ping" or "version" or "info"] => $"/{segments[0]}",
        ["containers", "json" or "create"] or ["networks" or "volumes" or "images", "create"] => $"/{segments[0]}/{segments[1]}",
        ["networks" or "volumes"] => $"/{segments[0]}",
        ["containers" or "networks" or "volumes", _] => $"/{segments[0]}/{{id}}",
        ["containers", _, "json" or "logs" or "start" or "kill" or "exec"] or ["exec", _, "json" or "start"] => $"/{segments[0]}/{{id}}/{segments[2]}",
        ["images", .., "json"] => "/images/{name}/json",
        _ => Other,
    };
}
