using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// What the daemon itself said, in answers that passed through the guard: the only source of a permission to change or delete.
/// </summary>
internal sealed class ObservedObjects(RunScope scope)
{
    private readonly Lock changing = new();
    private readonly HashSet<string> anyContainers = [];
    private readonly HashSet<string> containers = [];
    private readonly HashSet<string> networks = [];
    private readonly HashSet<string> volumes = [];
    private readonly HashSet<string> anonymous = [.. scope.AnonymousVolumes.Where(DockerNames.IsId)];
    private readonly HashSet<string> execs = [];

    internal bool SawContainer(string id) => Has(anyContainers, id);

    internal bool OwnsContainer(string id) => Has(containers, id);

    internal bool OwnsNetwork(string id) => Has(networks, id);

    internal bool OwnsVolume(string name) => Has(volumes, name);

    internal bool OwnsExec(string id) => Has(execs, id);

    internal bool CapturedVolume(string name) => Has(anonymous, name);

    /// <summary>A volume has no id: a sighting is good for one deletion, then the name must be looked at again.</summary>
    internal bool SpendVolume(string name)
    {
        lock (changing)
        {
            return volumes.Remove(name);
        }
    }

    /// <summary>True for an answer worth reading: the guard then buffers it.</summary>
    internal static bool Concern(DockerCall call) => (call.Method, call.Segments) switch
    {
        ("GET", ["containers", _, "json"]) or ("GET", ["networks", _]) or ("GET", ["volumes", _]) => true,
        ("POST", ["containers", _, "exec"]) => true,
        _ => false,
    };

    internal void Note(DockerCall call, JsonElement answer)
    {
        lock (changing)
        {
            switch (call.Segments)
            {
                case ["containers", _, "json"]:
                    NoteContainer(answer);
                    break;
                case ["networks", _]:
                    if (Ours(Text(answer, "Name"), scope.Networks, Member(answer, "Labels")))
                    {
                        Add(networks, Text(answer, "Id"));
                    }

                    break;
                case ["volumes", _]:
                    if (Ours(Text(answer, "Name"), scope.Volumes, Member(answer, "Labels")))
                    {
                        volumes.Add(Text(answer, "Name"));
                    }

                    break;
                case ["containers", _, "exec"]:
                    Add(execs, Text(answer, "Id"));
                    break;
            }
        }
    }

    private void NoteContainer(JsonElement answer)
    {
        var id = Text(answer, "Id");
        Add(anyContainers, id);
        if (!Ours(Text(answer, "Name").TrimStart('/'), scope.Containers, Member(Member(answer, "Config"), "Labels")))
        {
            return;
        }

        Add(containers, id);
        if (Member(answer, "Mounts") is not { ValueKind: JsonValueKind.Array } mounts)
        {
            return;
        }

        foreach (var mount in mounts.EnumerateArray().Where(m => Text(m, "Type") == "volume"))
        {
            Add(anonymous, Text(mount, "Name"));
        }
    }

    private bool Ours(string name, IReadOnlyList<string> names, JsonElement labels) =>
        scope.Run is { } run && names.Contains(name, StringComparer.Ordinal) && Text(labels, Labels.Nonce) == run.Nonce;

    private bool Has(HashSet<string> set, string value)
    {
        lock (changing)
        {
            return set.Contains(value);
        }
    }

    private static void Add(HashSet<string> set, string id)
    {
        if (DockerNames.IsId(id))
        {
            set.Add(id);
        }
    }

    private static JsonElement Member(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) ? member : default;

    private static string Text(JsonElement from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";
}
