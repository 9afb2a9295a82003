using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.Engine;

/// <summary>G-09: the images are on the engine; pulled only where the plan says so.</summary>
internal sealed class G09Images(DockerEngine docker)
{
    public async Task<(GateResult Gate, ImagesCapture Images)> JudgeAsync(ImagesRequest request)
    {
        var missing = new List<string>();
        var dr = await ImageIdAsync(request.DrImage, request.PullDr, missing);
        var harness = request.HarnessImage is { } image ? await ImageIdAsync(image, request.PullHarness, missing) : null;
        string[] images = request.HarnessImage is null ? [request.DrImage] : [request.DrImage, request.HarnessImage];
        var (subject, expected) = (string.Join(", ", images.Select(i => $"image '{i}'")), "present; pulled only where the plan says so");
        var gate = missing.Count == 0
            ? GateResult.Green(Gate.ImagesPresent, subject, expected, string.Join(", ", images.Zip((string?[])[dr, harness], (name, id) => $"'{name}' is {id}")))
            : GateResult.Red(Gate.ImagesPresent, subject, expected, string.Join("; ", missing),
                "Load or build the image on this engine, or let the plan pull it ('pull': true) where a registry has it.");
        return (gate, new ImagesCapture { DrImageId = dr, HarnessImageId = harness });
    }

    private async Task<string?> ImageIdAsync(string reference, bool pull, List<string> missing)
    {
        var cancel = CurrentActivity.Cancel;
        if (await docker.Reading.Images.FindAsync(reference, cancel) is { } present)
        {
            return present.ID;
        }

        if (!pull)
        {
            missing.Add($"'{reference}' is absent");
            return null;
        }

        var (image, tag) = ImageClient.Split(reference);
        using var session = docker.For(RunScope.Reading with { Pulls = [reference, $"{image}:{tag}"] });
        var error = await Heartbeat.WhileAsync(session.Images.PullAsync(reference, cancel), $"pulling image '{reference}'");
        if (await session.Images.FindAsync(reference, cancel) is { } pulled)
        {
            return pulled.ID;
        }

        missing.Add($"'{reference}' is absent and could not be pulled ({error ?? "the pull ended without it"})");
        return null;
    }
}
