using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Policies;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>
/// G-31: this host's policy permits the plan. The policy's file is read anew each time. Of what the plan names nothing is read but where links lead: of
/// where it comes from, the plan directory alone is asked.
/// </summary>
internal sealed class G31Policy(HostOptions host)
{
    public async Task<(GateResult Gate, PolicyCapture? Policy)> JudgeAsync(PolicyCheck check, CancellationToken cancel)
    {
        var read = host.Policy is { } file ? PolicyFile.Read(file) : null;
        var captured = read is { Sha256: { } sha256 } ? new PolicyCapture { File = read.File, Sha256 = sha256 } : null;
        if (read is { Problem: { } problem })
        {
            return (GateResult.Red(
                Gate.PlanPermitted, $"policy '{read.File}'", "a policy that can be gone by", problem, "Correct the policy's file, then start the run again; `dryrun policy check` says what it finds"), captured);
        }

        var origin = new PlanOrigin { Sha256 = check.Sha256, InDirectory = await new PlanDirectory(host).HoldsAsync(check.Sha256, cancel) };
        return (Answer(check, captured, PlanJudgement.Judge(read?.Policy, check.Plan, origin)), captured);
    }

    private GateResult Answer(PolicyCheck check, PolicyCapture? policy, IReadOnlyList<PolicyFinding> findings)
    {
        var subject = $"plan '{check.Plan.Name}'";
        var expected = policy is null ? $"a plan of the plan directory '{host.Plans}', since this host has no policy" : $"policy '{policy.File}' permits it";
        var (gate, by) = (Gate.PlanPermitted, policy is null ? "no policy" : $"policy of sha256 {policy.Sha256}");
        return findings switch
        {
            [] => GateResult.Green(gate, subject, expected, policy is null ? "it is there" : $"permitted, by the {by}"),
            [var only] => GateResult.Red(gate, subject, expected, $"{only} By the {by}.", Remedy(only)),
            _ => GateResult.Red(gate, subject, expected, $"{findings.Count} lines of the {by} do not permit it:\n{string.Join('\n', findings)}", "Correct the plan, or have root of the host change the policy; then start the run again"),
        };
    }

    private static string Remedy(PolicyFinding finding) => $"{finding.Remedy}; then start the run again";
}
