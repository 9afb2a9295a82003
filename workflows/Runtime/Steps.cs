using System.Linq.Expressions;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>
/// Runs activities, so that a step of a phase is one line: its policy, its summary, its token, and what <c>status</c> shows of it. Phases decide by
/// what a step returns, never by the status.
/// </summary>
internal sealed class Steps(RunState state, CancellationToken stop)
{
    /// <summary>Stops the way forward.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The same steps, stopped by another token.</summary>
    public Steps Until(CancellationToken cancel) => new(state, cancel);

    /// <summary>A capture, the making of one object.</summary>
    public Task Quick<TContract>(Expression<Func<TContract, Task>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Quick(state.Begin(summary), stop));

    /// <inheritdoc cref="Quick{TContract}"/>
    public Task<TAnswer> Quick<TContract, TAnswer>(Expression<Func<TContract, Task<TAnswer>>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Quick(state.Begin(summary), stop));

    /// <summary>Dump, restore, clone, a scenario.</summary>
    public Task Long<TContract>(Expression<Func<TContract, Task>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Long(state.Begin(summary), stop));

    /// <inheritdoc cref="Long{TContract}"/>
    public Task<TAnswer> Long<TContract, TAnswer>(Expression<Func<TContract, Task<TAnswer>>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Long(state.Begin(summary), stop));

    /// <summary>What the run's end rests on: nothing cancels it.</summary>
    public Task<TAnswer> Final<TContract, TAnswer>(Expression<Func<TContract, Task<TAnswer>>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Closure(state.Begin(summary)));

    /// <inheritdoc cref="Final{TContract, TAnswer}"/>
    public Task Final<TContract>(Expression<Func<TContract, Task>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.Closure(state.Begin(summary)));

    /// <summary>Something to show, which is not worth waiting for: a few attempts, and the step that <c>status</c> names stays as it is.</summary>
    public static Task<TAnswer> Look<TContract, TAnswer>(Expression<Func<TContract, Task<TAnswer>>> step) =>
        Workflow.ExecuteActivityAsync(step, Retries.TeardownStep("look at the teardown"));

    /// <summary>A teardown step: nothing cancels it, and it does not outlive its burst of attempts.</summary>
    public Task<TAnswer> Teardown<TContract, TAnswer>(Expression<Func<TContract, Task<TAnswer>>> step, string summary) =>
        Workflow.ExecuteActivityAsync(step, Retries.TeardownStep(state.Begin(summary)));

    /// <summary>A gate that is read in no time.</summary>
    public async Task<GateAnswer> Gate<TContract>(Expression<Func<TContract, Task<GateAnswer>>> gate, string summary) =>
        state.Show(await Quick(gate, summary));

    /// <summary>A gate whose reading may take long.</summary>
    public async Task<GateAnswer> LongGate<TContract>(Expression<Func<TContract, Task<GateAnswer>>> gate, string summary) =>
        state.Show(await Long(gate, summary));

    /// <summary>A gate of closure: nothing cancels it.</summary>
    public async Task<GateAnswer> FinalGate<TContract>(Expression<Func<TContract, Task<GateAnswer>>> gate, string summary) =>
        state.Show(await Final(gate, summary));

    /// <summary>C-04: the ledger is shown as it is now.</summary>
    public async Task<Ledger> Identify<TContract>(Expression<Func<TContract, Task<Ledger>>> capture, string summary) =>
        state.Show(await Quick(capture, summary));

    /// <summary>What a step says that is no answer of a gate step.</summary>
    public GateAnswer Show(GateAnswer gate) => state.Show(gate);

    /// <summary>Objects as they stand now.</summary>
    public void Show(IReadOnlyList<LedgerEntry> entries) => state.Show(entries);
}
