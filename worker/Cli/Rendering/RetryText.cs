using System.Globalization;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Describes a step that Temporal tries again: which attempt, when and why.</summary>
internal static class RetryText
{
    public static string Describe(PendingRetry retry, DateTimeOffset now)
    {
        if (retry.Early)
        {
            return Sentence.Finish(retry.Reason);
        }

        var of = retry.MostAttempts is { } most ? string.Create(CultureInfo.InvariantCulture, $" of {most}") : "";
        var when = retry.NextAt is { } next && next > now ? string.Create(CultureInfo.InvariantCulture, $" in {(next - now).TotalSeconds:0} s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"attempt {retry.Attempt}{of} at {retry.Activity}{when}: {Sentence.Finish(retry.Reason)}");
    }
}
