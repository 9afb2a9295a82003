using System.Text.Json;
using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Manifests;

/// <summary>manifest.json as a run writes it. What is not exactly that is never guessed at.</summary>
public static class ManifestDocument
{
    private static readonly JsonSerializerOptions Strict =
        new(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    public static ManifestReading Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestFile>(text, Strict) switch
            {
                null => Unreadable("expected a manifest.json as a run writes it, found null"),
                { Manifest.Version: not 1 } file => Unreadable($"expected version 1, found {file.Manifest.Version}"),
                { Manifest.Nonce: var nonce } when !RunNonce.Is(nonce) => Unreadable($"expected a nonce of 32 hex digits, found '{nonce}'"),
                var file => new ManifestReading { File = file },
            };
        }
        catch (JsonException fault)
        {
            return Unreadable($"expected a manifest.json as a run writes it, found something else at {fault.Path ?? "$"}");
        }
        catch (ArgumentException)
        {
            return Unreadable("expected a manifest.json as a run writes it, found text that is not valid Unicode");
        }
    }

    private static ManifestReading Unreadable(string problem) => new() { Problem = problem };
}
