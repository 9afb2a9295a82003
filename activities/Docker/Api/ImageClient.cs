using Docker.DotNet;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal sealed class ImageClient(IImageOperations images)
{
    internal Task<ImageInspectResponse?> FindAsync(string reference, CancellationToken cancel) => DockerFaults.FindAsync(
        $"inspect image '{DockerNames.RequireImage(reference)}'", () => images.InspectImageAsync(reference, cancel), cancel);

    /// <summary>Null when it was pulled, else why not, in words.</summary>
    internal async Task<string?> PullAsync(string reference, CancellationToken cancel)
    {
        var (image, tag) = Split(DockerNames.RequireImage(reference));
        string? error = null;
        var progress = new Each<JSONMessage>(m => error = m.Error?.Message ?? error);
        try
        {
            await DockerFaults.AskAsync($"pull image '{reference}'",
                () => images.CreateImageAsync(new ImagesCreateParameters { FromImage = image, Tag = tag }, null, progress, cancel), cancel);
        }
        catch (DockerFault fault) when (fault.Status is not null)
        {
            return fault.Message;
        }

        return error;
    }

    // Without a tag Docker would pull every tag of the repository.
    internal static (string Image, string Tag) Split(string reference)
    {
        if (reference.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
        {
            return (reference[..at], reference[(at + 1)..]);
        }

        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? (reference[..colon], reference[(colon + 1)..]) : (reference, "latest");
    }

    // Progress<T> would answer on another thread, after the pull has ended.
    private sealed class Each<T>(Action<T> see) : IProgress<T>
    {
        public void Report(T value) => see(value);
    }
}
