using System.Globalization;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>A teardown step that left something fails, so that Temporal tries it again and shows why.</summary>
internal static class StepFailure
{
    /// <param name="result">What the step did.</param>
    /// <param name="entries">The step's objects as the ledger has them now: the failure's detail.</param>
    /// <exception cref="ApplicationFailureException">Of type <see cref="FailureTypes.Residual"/>.</exception>
    public static void ThrowIfLeft(StepResult result, IReadOnlyList<LedgerEntry> entries)
    {
        var failed = result.Objects.Where(o => o.State == OutcomeState.Failed).ToList();
        if (failed.Count > 0)
        {
            var each = failed.Select(o => $"{NameTaken.KindName(o.Kind)} '{o.Name}'{(o.Id is null ? "" : $" ({o.Id})")} was not removed: {o.Reason} Remedy: {o.Remedy}");
            throw new ApplicationFailureException(
                string.Create(CultureInfo.InvariantCulture, $"Teardown step {(int)result.Step}: {string.Join(" ", each)}"),
                FailureTypes.Residual,
                details: [new StepAnswer { Entries = entries }]);
        }
    }
}
