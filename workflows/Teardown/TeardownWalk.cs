using System.Linq.Expressions;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// One walk of rollback-plan.txt, section 2: every step with something open is attempted, in order, whatever became of the one before. What the walk
/// knows comes from its steps' answers; it decides which steps are walked and when the walk is over, never what a step destroys.
/// </summary>
internal sealed class TeardownWalk(RunInput run, RunState state, Steps steps)
{
    /// <summary>How often one walk goes round again for objects that reappeared, before they park it like any residual.</summary>
    private const int MostRounds = 3;

    private readonly Dictionary<Gate, GateAnswer> assertions = [];
    private readonly HashSet<string> acknowledged = [];

    /// <summary>Absent until the host has answered once.</summary>
    private Ledger? ledger;
    private string? unanswered;

    /// <summary>What is open: objects, and assertions that could not be read.</summary>
    public IReadOnlyList<Residual> Left => ledger is null
        ? [new Residual { Kind = ObjectKind.Assertion, Name = run.Run, Reason = $"the run could not be looked up on its host: {unanswered}", Remedy = "Restore its evidence folder on this host, then `dryrun retry RUN`." }]
        : [.. ledger.Residuals(), .. OpenResiduals.Unread(assertions.Values, acknowledged)];

    public async Task WalkAsync()
    {
        await IdentifyAsync();
        for (var round = 1; round <= MostRounds; round++)
        {
            await RemoveAsync(TeardownStep.HarnessContainer, a => a.RemoveHarnessAsync(run), "1 harness container");
            await RemoveAsync(TeardownStep.DrContainer, a => a.RemoveDrAsync(run), "2 DR container");
            await RemoveAsync(TeardownStep.DrVolumes, a => a.RemoveVolumesAsync(run), "3 DR volumes");
            await RemoveAsync(TeardownStep.Network, a => a.RemoveNetworkAsync(run), "4 network");
            await RemoveAsync(TeardownStep.SecretsAndFiles, a => a.ShredAsync(run), "5 secrets and files");
            await AssertAsync(Gate.ProtectedUnchanged, "protected containers", a => a.CheckProtectedAsync(run), "6 protected containers are identical");
            await AssertAsync(Gate.ProductionUnchanged, "production's system identifier", a => a.CheckProductionAsync(run), "7 production is untouched");

            // What came back can be the very thing that holds another fast, such as a container in the network.
            if (!await ReappearedAsync())
            {
                break;
            }
        }
    }

    /// <summary>
    /// The operator answers for a residual; anything that is not one stays as it is. Nobody can answer for a run that its host does not know: what it left is
    /// unknown.
    /// </summary>
    public async Task AcknowledgeAsync(AcknowledgeRequest request)
    {
        if (ledger is not null && Left.Any(r => r.Name == request.Residual || r.Id == request.Residual))
        {
            var step = new AcknowledgeStep { Run = run.Run, Residual = request.Residual, Reason = request.Reason };
            var tried = ledger.Entries.Where(e => e.State == LedgerState.Failed).ToList();
            See(await steps.Final((ITeardown a) => a.AcknowledgeAsync(step), $"acknowledge {request.Residual}"));

            // What the walk tried in vain is worth more than that it is there.
            Change([.. tried.Where(t => ledger.In(t.Step).Any(e => e.Open && e.Kind == t.Kind && e.Name == t.Name))]);
        }
    }

    /// <summary>C-04. One that comes to no answer is in history with its reason; each step looks for itself, so none is skipped for it.</summary>
    private async Task IdentifyAsync()
    {
        try
        {
            See(await steps.Teardown((ITeardown a) => a.CaptureIdentitiesAsync(run), "capture identities"));
        }
        catch (ActivityFailureException e)
        {
            unanswered = e.InnerException?.Message ?? e.Message;
        }
    }

    /// <summary>True when more is open than the walk left: a create that was under way when its worker died took effect meanwhile.</summary>
    private async Task<bool> ReappearedAsync()
    {
        var before = ledger;
        await IdentifyAsync();
        if (before is null || ledger is null || ledger.Open > before.Open)
        {
            return before is not null && ledger is not null;
        }

        // The host has not heard of a step that came to no answer; its reason is worth more than none.
        ledger = state.Show(before);
        return false;
    }

    private async Task RemoveAsync(TeardownStep step, Expression<Func<ITeardown, Task<StepAnswer>>> activity, string summary)
    {
        if (ledger?.OpenIn(step).Count == 0)
        {
            return;
        }

        try
        {
            Change((await steps.Teardown(activity, summary)).Entries);
        }
        catch (ActivityFailureException e) when (e.InnerException is ApplicationFailureException { ErrorType: FailureTypes.Residual, Details.Count: > 0 } residual)
        {
            Change(residual.Details.ElementAt<StepAnswer>(0).Entries);
        }
        catch (ActivityFailureException e)
        {
            unanswered = e.InnerException?.Message ?? e.Message;
            if (ledger is not null)
            {
                ledger = state.Show(ledger.WithFailure(step, unanswered));
            }
        }
    }

    private async Task AssertAsync(Gate gate, string subject, Expression<Func<ITeardown, Task<GateAnswer>>> activity, string summary)
    {
        try
        {
            assertions[gate] = state.Show(await steps.Teardown(activity, summary));
        }
        catch (ActivityFailureException e)
        {
            assertions[gate] = state.Show(GateAnswer.Unknown(gate, subject, e.InnerException?.Message ?? e.Message, "Mend what keeps it from being read; then `retry`."));
        }
    }

    private void See(TeardownView view)
    {
        ledger = state.Show(view.Ledger);
        acknowledged.UnionWith(view.AcknowledgedAssertions);
    }

    private void Change(IReadOnlyList<LedgerEntry> entries)
    {
        if (ledger is not null)
        {
            ledger = state.Show(ledger.WithEntries(entries));
        }
    }
}
