using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>One walk of rollback-plan.txt, section 2: every step with something open is attempted, in order, whatever became of the one before.</summary>
internal sealed class TeardownWalk(TeardownRequest request, RunState board)
{
    public const string Protected = "G-25";
    public const string Production = "G-21";

    /// <summary>How often one walk goes round again for objects that reappeared, before they park it like any residual.</summary>
    private const int MostRounds = 3;

    private readonly Manifest manifest = request.Manifest;
    private readonly List<Residual> acknowledged = [];

    /// <summary>Assertions the operator gave up on.</summary>
    public IReadOnlyList<Residual> AcknowledgedAssertions => acknowledged;

    /// <summary>What is open: objects, and assertions that could not be read.</summary>
    public IReadOnlyList<Residual> Left =>
    [
        .. board.Ledger.Residuals(),
        .. board.Gates.Where(g => g.State == GateState.Unknown && acknowledged.All(a => a.Name != g.Gate)).Select(Unread),
    ];

    public async Task<IReadOnlyList<Residual>> WalkAsync()
    {
        if (await CaptureAsync() is { } before)
        {
            board.Ledger = board.Ledger.Reappeared(before);
        }

        for (var round = 1; round <= MostRounds; round++)
        {
            await RunAsync(1, r => Workflow.ExecuteActivityAsync((ITeardown a) => a.RemoveHarnessAsync(r), Step("1 harness container")));
            await RunAsync(2, r => Workflow.ExecuteActivityAsync((ITeardown a) => a.RemoveDrAsync(r), Step("2 DR container")));
            await RunAsync(3, r => Workflow.ExecuteActivityAsync((ITeardown a) => a.RemoveVolumesAsync(r), Step("3 DR volumes")));
            await RunAsync(4, r => Workflow.ExecuteActivityAsync((ITeardown a) => a.RemoveNetworkAsync(r), Step("4 network")));
            await RunAsync(5, r => Workflow.ExecuteActivityAsync((ITeardown a) => a.ShredAsync(r), Step("5 secrets and files")));
            await AssertProtectedAsync();
            await AssertProductionAsync();
            if (await CaptureAsync() is not { } after || board.Ledger.Reappeared(after) is not { } seen || seen.Open <= board.Ledger.Open)
            {
                break;
            }

            // What came back can be the very thing that holds another fast, such as a container in the network.
            board.Ledger = seen;
        }

        return Left;
    }

    /// <summary>The operator takes a residual over; anything that is not one stays as it is.</summary>
    public void Acknowledge(AcknowledgeRequest answer)
    {
        board.Ledger = board.Ledger.Acknowledge(answer.Residual, answer.Reason);
        acknowledged.AddRange(board.Gates
            .Where(g => g.Gate == answer.Residual && g.State == GateState.Unknown && acknowledged.All(a => a.Name != g.Gate))
            .Select(g => Unread(g) with { Acknowledged = answer.Reason }));
    }

    private async Task<DrCapture?> CaptureAsync()
    {
        var names = new NamesRequest { Run = manifest.Run, Objects = manifest.Plan.Objects };
        try
        {
            return await Workflow.ExecuteActivityAsync((ITeardown a) => a.CaptureIdentitiesAsync(names), Step("capture identities"));
        }
        catch (ActivityFailureException)
        {
            // In history with its reason. Each step looks for itself and fails by itself, so none is skipped for this.
            return null;
        }
    }

    private async Task RunAsync(int step, Func<StepRequest, Task<StepResult>> activity)
    {
        var open = board.Ledger.OpenIn(step);
        if (open.Count == 0)
        {
            return;
        }

        try
        {
            board.Ledger = board.Ledger.After(await activity(new StepRequest { Run = manifest.Run, Step = step, Objects = open, Paths = step == 5 ? manifest.Paths : null }));
        }
        catch (ActivityFailureException e)
        {
            board.Ledger = board.Ledger.After(ResultOf(e, step, open));
        }
    }

    /// <summary>What the step itself said of each object, where it got that far; else every object of it failed for the activity's reason.</summary>
    private static StepResult ResultOf(ActivityFailureException failure, int step, IReadOnlyList<StepObject> open)
    {
        if (failure.InnerException is ApplicationFailureException { ErrorType: FailureTypes.Residual, Details.Count: > 0 } residual)
        {
            return residual.Details.ElementAt<StepResult>(0);
        }

        var reason = failure.InnerException?.Message ?? failure.Message;
        return new StepResult
        {
            Step = step,
            Objects =
            [
                .. open.Select(o => new ObjectOutcome
                {
                    Kind = o.Kind,
                    Name = o.Name,
                    Id = o.Id,
                    State = OutcomeState.Failed,
                    Reason = reason,
                    Remedy = RemovalCommand.For(o.Kind, o.Name, o.Id),
                }),
            ],
        };
    }

    private Task AssertProtectedAsync()
    {
        var check = new ProtectedCheck { Names = manifest.Plan.Protected, Captured = request.Baseline.Protected };
        return AssertAsync(Protected, "protected containers", () => Workflow.ExecuteActivityAsync((ITeardown a) => a.CheckProtectedAsync(check), Step("6 protected containers are identical")));
    }

    private Task AssertProductionAsync()
    {
        var check = new ProductionCheck { Run = manifest.Run, Production = manifest.Plan.Production, Captured = request.Baseline.Production };
        return AssertAsync(Production, "production's system identifier", () => Workflow.ExecuteActivityAsync((ITeardown a) => a.CheckProductionAsync(check), Step("7 production is untouched")));
    }

    private async Task AssertAsync(string gate, string subject, Func<Task<GateResult>> activity)
    {
        try
        {
            board.JudgeAgain(await activity());
        }
        catch (ActivityFailureException e)
        {
            board.JudgeAgain(GateResult.Unknown(gate, subject, e.InnerException?.Message ?? e.Message, "Mend what keeps it from being read; then `retry`"));
        }
    }

    private static Residual Unread(GateResult gate) => new()
    {
        Kind = ObjectKind.Assertion,
        Name = gate.Gate,
        Reason = $"{gate.Subject} could not be read: {gate.Found}",
        Remedy = RemovalCommand.For(ObjectKind.Assertion, gate.Gate, null),
    };

    private ActivityOptions Step(string summary) => Policies.TeardownStep(board.Doing(summary));
}
