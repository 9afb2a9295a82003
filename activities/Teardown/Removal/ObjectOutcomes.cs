using DotIuCutter.Temporal.Workflows.Contract.Ledgers;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>The four answers of a teardown step for one object.</summary>
internal static class ObjectOutcomes
{
    internal static ObjectOutcome Removed(StepObject target, string? id, string? reason = null) => Make(target, id, OutcomeState.Removed, reason);

    internal static ObjectOutcome Absent(StepObject target, string? reason = null) => Make(target, target.Id, OutcomeState.AlreadyAbsent, reason);

    internal static ObjectOutcome NotOurs(StepObject target, string reason) => Make(target, target.Id, OutcomeState.NotOurs, reason);

    internal static ObjectOutcome Failed(StepObject target, string? id, string reason, string? remedy = null) =>
        Make(target, id, OutcomeState.Failed, reason) with { Remedy = remedy ?? RemovalCommand.For(target.Kind, target.Name, id) };

    private static ObjectOutcome Make(StepObject target, string? id, OutcomeState state, string? reason) =>
        new() { Kind = target.Kind, Name = target.Name, Id = id, State = state, Reason = reason };
}
