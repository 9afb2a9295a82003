using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>A run's current details, in Markdown, for the Temporal Web UI and <c>temporal workflow metadata</c>. At most 20 KB is allowed.</summary>
internal static class CurrentDetails
{
    private const int Most = 16_000;

    public static string Render(RunStatus status)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**{status.Phase}**");
        if (status.Plan is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" · {status.Plan}");
        }

        text.AppendLine();
        if (status.AbortReason is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\nAborted: {status.AbortReason}");
        }

        if (status.Held is { } held)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\nHeld {held.Where} until {held.Until:u}; `continue` goes on.\n\n`{held.Look}`");
        }

        if (status.Summary is { } summary)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n{VerdictText.Describe(summary.Verdicts)} · exit code {summary.ExitCode}");
        }

        foreach (var residual in status.Residuals)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n- {residual.Kind} `{residual.Name}` {residual.Id}: {residual.Reason}\n  `{residual.Remedy}`");
        }

        if (status.NextRetryAt is { } next)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\nTries again by itself at {next:u}; `retry` does so now.");
        }

        foreach (var gate in status.Gates.Where(g => g.State != GateState.Green))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n- {gate.Gate} {gate.State}: {gate.Subject}. Expected {gate.Expected}; found {gate.Found}. {gate.Remedy}");
        }

        if (status.Ledger is { } ledger)
        {
            text.AppendLine("\n| step | object | state |\n|---|---|---|");
            foreach (var entry in ledger.Entries.OrderBy(e => e.Step))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {(int)entry.Step} | {entry.Kind} `{entry.Name}` | {entry.State} |");
            }
        }

        return text.Length <= Most ? text.ToString() : text.ToString(0, Most) + "\n…";
    }
}
