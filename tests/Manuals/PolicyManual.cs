using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using DotIuCutter.Temporal.Workflows.Policies.Validation;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>docs/policy.md and docs/policy.schema.json.</summary>
internal static class PolicyManual
{
    public static Manual Manual { get; } = new()
    {
        Name = "policy",
        Root = typeof(Policy),
        Title = "Policy of a host",
        Introduction = """
            # The policy

            A plan says what a team wants; a policy says what a host permits, whoever asks. It is above every plan: a pull request
            that edits a plan to read another container, mount another directory or pull another image is refused (G-31) by the
            name of the policy's line, before anything that the plan names is read.

            ```
            dryrun policy suggest my-plan.json > policy.json             # the least policy for this plan: read it, widen it where you mean to
            dryrun policy check policy.json --plan my-plan.json          # exit 3 and every line that does not permit the plan
            install -o root -g root -m 644 policy.json /etc/dryrun/      # then DRYRUN_POLICY=/etc/dryrun/policy.json, for the worker
            dryrun doctor                                                # names the policy in force and its SHA-256
            ```

            ## Where it lies
            `DRYRUN_POLICY` is the absolute path of a regular file. The file and its directory are root's, and nobody else can write
            to them; no link is on the way, and no directory above lets others move it away. Otherwise, and when the file is no valid
            policy, the worker does not start and says what, why and what to do. It is read anew for each run, at most 1 MiB, so a
            change counts from the next run on. Replace it as a whole (`install`, `mv`): what is half written is no policy, and
            refuses. The SHA-256 of what a run was judged by is in its journal and report.

            ## Without one
            A worker without `DRYRUN_POLICY` accepts the plans that are in its plan directory (`DRYRUN_PLANS`) and no others, and
            permits them what they ask for. Who sent a plan does not matter: a plan is known by its digest.

            ## What it bounds, and what it does not
            Paths are compared as they are written and as they lead on this host, through links. Of what a plan names nothing but
            those links is read before the policy has permitted it. Activities look for themselves: of a run whose journal has no
            green G-31, no step of the way forward does anything, whoever asks Temporal for it. Teardown and closure never ask the
            policy: what was made is removed.

            Protected containers are demanded of the plan, not added to it: the plan that people approved is the plan that is carried
            out. A policy does not bound what code does inside its container, nor who may start runs, which is for Temporal's
            authorizer. How many runs a host carries at once is `DRYRUN_MAX_RUNS`. The work directory is below `DRYRUN_WORK_ROOT` (G-05).


            """,
        Example = JsonSerializer.Serialize(PolicySuggestion.For(Plans.Valid()), Json.Indented),
        Rules = [.. PolicyRules.All.Select(rule => rule.Method.DeclaringType!)],
        Problems = text => PolicyDocument.Read(text).Problems.Count,
    };
}
