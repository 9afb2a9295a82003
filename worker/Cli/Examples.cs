namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>Examples of each command, shown with its help. A test tries each of them.</summary>
internal static class Examples
{
    /// <summary>Returns the examples of a command, each with its purpose.</summary>
    public static IReadOnlyList<(string Line, string Why)> For(string command) => command switch
    {
        "worker" => [("dryrun worker", "with the directories of DRYRUN_PLANS, DRYRUN_WORK_ROOT and DRYRUN_EVIDENCE"), ("dryrun worker --task-queue night --address temporal:7233", "serve the task queue of another host"), ("dryrun worker --health 127.0.0.1:8081", "with GET /live and /ready")],
        "plan" => [("dryrun plan my-plan.json", "show what it would do, what preflight finds now, and its sha256"), ("dryrun plan my-plan.json --offline", "check the file alone")],
        "policy" =>
        [
            ("dryrun policy suggest my-plan.json", "the least policy for a plan, to be read and given to root of the host"),
            ("dryrun policy check", "the one in force, as the worker reads it (DRYRUN_POLICY)"),
            ("dryrun policy check policy.json --plan my-plan.json", "in a pipeline: would this policy permit this plan"),
        ],
        "run" =>
        [
            ("dryrun run my-plan.json", "start it and follow it to its end"),
            ("dryrun run my-plan --plan-sha256 91ee30efb01555d3cb1911ae6d6102ec04998fc12ff67856de9b083d70cb5e8b", "run only the plan that was approved"),
            ("dryrun run my-plan.json --json --teardown-deadline 10m", "in a pipeline: one object a line, exit 4 instead of waiting for a person"),
            ("dryrun run my-plan.json --hold 30m --break-before S3", "stop before S3 so that you can look at the DR, for half an hour at most"),
        ],
        "status" => [("dryrun status my-plan", "show how it stands"), ("dryrun status my-plan --watch", "follow it; Ctrl-C ends only the following")],
        "abort" => [("dryrun abort my-plan --reason \"wrong night\"", "stop it and tear everything down")],
        "continue" => [("dryrun continue my-plan", "end the hold")],
        "retry" => [("dryrun retry my-plan", "after the foreign container has left the network")],
        "acknowledge" => [("dryrun acknowledge my-plan dr-net --reason \"kept for a look\"", "take over a residual, by its exact name or id")],
        "reconcile" => [("dryrun reconcile /srv/evidence/my-plan-0571a3aa3a1e/manifest.json", "tear down from the manifest, when Temporal's history is gone")],
        "supervise" => [("dryrun supervise --once", "look now"), ("dryrun supervise --every 1m", "look every minute"), ("dryrun supervise --off", "turn it off until it is turned on again")],
        "report" => [("dryrun report my-plan", "the report in the terminal"), ("dryrun report my-plan --format junit", "for a pipeline"), ("dryrun report --since 30d", "verdicts and restore times of the last 30 days")],
        "verify" => [("dryrun verify /srv/evidence/my-plan-0571a3aa3a1e --key signing.pub", "signature, sums and verdicts"), ("dryrun verify /srv/evidence/my-plan-0571a3aa3a1e --key signing.pub --require-pass --max-age 30d", "before a deployment: a pass of the last 30 days"), ("dryrun verify /srv/evidence/my-plan-0571a3aa3a1e --unsigned", "everything but the signature")],
        "list" => [("dryrun list", "newest first"), ("dryrun list --limit 5 --json", "one object a line")],
        "doctor" => [("dryrun doctor", "on the Docker host"), ("dryrun doctor --client", "on a machine that only starts and follows runs")],
        "codec-server" => [("dryrun codec-server --codec-key /etc/dryrun/codec.keys", "then give http://127.0.0.1:8888 to the Web UI")],
        "completion" => [("dryrun completion bash", "source <(dryrun completion bash)")],
        _ => [],
    };
}
