using System.Text.Json;

namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>All that stands on the engine: by its id (a volume's name), one line on what it is and since when.</summary>
internal sealed record Standing(IReadOnlyDictionary<string, StandingObject> Objects)
{
    public static async Task<Standing> ReadAsync(Engine engine)
    {
        var objects = new Dictionary<string, StandingObject>(StringComparer.Ordinal);
        foreach (var container in (await engine.GetAsync("/containers/json?all=1")).EnumerateArray())
        {
            var id = Text(container, "Id");
            if (await ContainerAsync(engine, id) is { } seen)
            {
                objects[id] = seen;
            }
        }

        foreach (var volume in (await engine.GetAsync("/volumes")).GetProperty("Volumes").EnumerateArray())
        {
            objects[Text(volume, "Name")] = new StandingObject("volume", Text(volume, "Name"), $"of {Text(volume, "CreatedAt")}");
        }

        foreach (var network in (await engine.GetAsync("/networks")).EnumerateArray())
        {
            objects[Text(network, "Id")] = new StandingObject("network", Text(network, "Name"), $"of {Text(network, "Created")}");
        }

        foreach (var image in (await engine.GetAsync("/images/json?all=1")).EnumerateArray())
        {
            objects[Text(image, "Id")] = new StandingObject("image", Text(image, "Id"), "is there");
        }

        return new Standing(objects);
    }

    /// <summary>Null when it is gone.</summary>
    public static async Task<StandingObject?> ContainerAsync(Engine engine, string id) => await engine.FindAsync($"/containers/{id}/json") is { } details
        ? new StandingObject(
            "container",
            Text(details, "Name").TrimStart('/'),
            $"of image {Text(details, "Image")}, {Text(details.GetProperty("State"), "Status")} since {Text(details.GetProperty("State"), "StartedAt")}, restarted {details.GetProperty("RestartCount")} times")
        : null;

    private static string Text(JsonElement from, string member) => from.GetProperty(member).GetString() ?? "";
}
