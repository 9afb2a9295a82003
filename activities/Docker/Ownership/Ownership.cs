using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>Whose an object is, by its labels. The exact name is the caller's to check, and the recorded id.</summary>
internal static class Ownership
{
    internal static bool Ours(IDictionary<string, string>? labels, RunRef run) => Nonce(labels) == run.Nonce;

    internal static string? Nonce(IDictionary<string, string>? labels) => Label(labels, Labels.Nonce);

    /// <summary>Completes "it …", such as <c>carries no label dryrun.nonce, and seems to belong to Compose project 'shop'</c>.</summary>
    internal static string Describe(IDictionary<string, string>? labels, RunRef run)
    {
        if (Nonce(labels) is { } nonce)
        {
            return nonce == run.Nonce
                ? "carries this run's nonce"
                : $"carries nonce '{nonce}' of workflow '{Label(labels, Labels.Workflow) ?? "unknown"}', expected '{run.Nonce}'";
        }

        return Label(labels, "com.docker.compose.project") is { } project
            ? $"carries no label {Labels.Nonce}, and seems to belong to Compose project '{project}'"
            : $"carries no label {Labels.Nonce}";
    }

    /// <summary>The workflow of another dry run, where the labels tell one.</summary>
    internal static string? OtherRun(IDictionary<string, string>? labels, RunRef run) =>
        Nonce(labels) is { } nonce && nonce != run.Nonce ? Label(labels, Labels.Workflow) : null;

    private static string? Label(IDictionary<string, string>? labels, string key) =>
        labels is not null && labels.TryGetValue(key, out var value) ? value : null;
}
