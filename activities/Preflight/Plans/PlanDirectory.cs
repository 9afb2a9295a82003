using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>The worker's directory of plans, which whoever runs the host fills.</summary>
public sealed class PlanDirectory(HostOptions host)
{
    /// <summary>A plan is written by hand; anything larger is not one.</summary>
    public const long LongestBytes = 1024 * 1024;

    /// <summary>Of every file that may be a plan, without <c>.json</c>.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(host.Plans)
        ? [.. Directory.EnumerateFiles(host.Plans, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
        : [];

    public string PathOf(string name) => Path.Combine(host.Plans, $"{name}.json");

    /// <summary>True when one of its files is a valid plan of this digest. What is no plan is passed over: it is nobody's.</summary>
    public async Task<bool> HoldsAsync(string sha256, CancellationToken cancel)
    {
        foreach (var name in Names)
        {
            if (await ReadAsync(name, cancel) is { } text && PlanDocument.Read(text).Plan is { } plan && PlanDigest.Compute(plan) == sha256)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null for what is no regular file, is too large, went away meanwhile, or may not be read.</summary>
    private async Task<string?> ReadAsync(string name, CancellationToken cancel)
    {
        try
        {
            await using var file = ExactFile.Open(PathRules.Canonical(PathOf(name)), FileAccess.Read);
            if (file is not { Length: <= LongestBytes })
            {
                return null;
            }

            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
