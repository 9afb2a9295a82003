namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>What people type, by command; shown with its help. Each is tried by a test.</summary>
internal static class Examples
{
    /// <summary>An example, and what it is for.</summary>
    public static IReadOnlyList<(string Line, string Why)> For(string command) => command switch
    {
        "worker" => [("dryrun worker", "takes its places from DRYRUN_PLANS, DRYRUN_WORK_ROOT, DRYRUN_EVIDENCE"), ("dryrun worker --task-queue night --address temporal:7233", "another host's queue"), ("dryrun worker --health 127.0.0.1:8081", "with GET /live and /ready")],
        "plan" => [("dryrun plan my-plan.json", "what it would do, what it would meet now, and its sha256"), ("dryrun plan my-plan.json --offline", "only what is written in it")],
        "run" =>
        [
            ("dryrun run my-plan.json", "start it and follow it to its end"),
            ("dryrun run my-plan --plan-sha256 91ee30efb01555d3cb1911ae6d6102ec04998fc12ff67856de9b083d70cb5e8b", "only the plan that was approved"),
            ("dryrun run my-plan.json --json --teardown-deadline 10m", "in a pipeline: one object a line, exit 4 instead of waiting for a person"),
            ("dryrun run my-plan.json --hold 30m --break-before S3", "stop before S3 for somebody to look at the DR; half an hour at most"),
        ],
        "status" => [("dryrun status my-plan", "how it stands"), ("dryrun status my-plan --watch", "follow it; Ctrl-C leaves it alone")],
        "abort" => [("dryrun abort my-plan --reason \"wrong night\"", "stop it and tear everything down")],
        "continue" => [("dryrun continue my-plan", "I have seen enough")],
        "retry" => [("dryrun retry my-plan", "the foreign container is out of the network: try again now")],
        "acknowledge" => [("dryrun acknowledge my-plan dr-net --reason \"kept for a look\"", "take a residual over, by its exact name or id")],
        "reconcile" => [("dryrun reconcile /srv/evidence/my-plan-0571a3aa3a1e/manifest.json", "Temporal's history is gone: tear down from the manifest")],
        "supervise" => [("dryrun supervise --once", "look now"), ("dryrun supervise --every 1m", "look every minute"), ("dryrun supervise --off", "until it is turned on again")],
        "report" => [("dryrun report my-plan", "the report in the terminal"), ("dryrun report my-plan --format junit", "for a pipeline"), ("dryrun report --since 30d", "how restore time and verdicts went")],
        "verify" => [("dryrun verify /srv/evidence/my-plan-0571a3aa3a1e --key signing.pub", "signature, sums and verdicts"), ("dryrun verify /srv/evidence/my-plan-0571a3aa3a1e --unsigned", "all but the signature")],
        "list" => [("dryrun list", "newest first"), ("dryrun list --limit 5 --json", "one object a line")],
        "doctor" => [("dryrun doctor", "on the Docker host"), ("dryrun doctor --client", "where runs are only started and followed")],
        "codec-server" => [("dryrun codec-server --codec-key /etc/dryrun/codec.keys", "then give http://127.0.0.1:8888 to the Web UI")],
        "completion" => [("dryrun completion bash", "source <(dryrun completion bash)")],
        _ => [],
    };
}
