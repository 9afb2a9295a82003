using System.Text.Json;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>The file <c>mutations.json</c> of this folder.</summary>
internal static class MutationList
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<Mutation> Read(string root)
    {
        using var file = File.OpenRead(Path.Join(root, "tests/Mutations/mutations.json"));
        return JsonSerializer.Deserialize<IReadOnlyList<Mutation>>(file, Options) ?? [];
    }
}
