using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Manifests;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Tears a run down from its manifest file alone, when both workflows or Temporal's history are gone.</summary>
internal sealed class ReconcileCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Argument<string> manifest = new("MANIFEST") { Description = "manifest.json of the run's evidence folder" };
    private readonly FollowFlags leave = new();
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object a line" };

    public Command Build()
    {
        var command = new Command("reconcile", "Tears a run down from its manifest file and follows that to its end") { manifest, json };
        leave.AddTo(command);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var file = await ReadAsync(parsed.GetRequiredValue(manifest));
        using var interrupts = context.Interrupts();
        var client = await connection.ConnectAsync(parsed);
        var id = WorkflowNames.TeardownId(file.Manifest.WorkflowId);
        await client.StartWorkflowAsync(WorkflowNames.Teardown, [new TeardownInput { Run = file.Manifest.RunKey }], new WorkflowOptions(id, connection.TaskQueue(parsed))
        {
            TaskTimeout = WorkflowNames.TaskTimeout,
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate,
            StaticSummary = $"Teardown of {file.Manifest.RunKey}, from its manifest",
        });
        await RefuseAnotherRunAsync(client, id, file.Manifest.RunKey);
        var progress = ProgressSelection.For(context, parsed.GetValue(json));
        var follower = new Follower(client, progress, interrupts, leave.Apply(new FollowOptions
        {
            PollInterval = context.PollInterval,
        }, parsed));
        return (await progress.RunAsync(() => follower.TeardownAsync(id))).ExitCode;
    }

    /// <summary>Refuses when the teardown of another run has this id. The id belongs to the plan, so following it would report the wrong objects.</summary>
    private static async Task RefuseAnotherRunAsync(ITemporalClient client, string id, string runKey)
    {
        if ((await new StatusPoller(client, id).AskAsync()).Status?.RunKey is { } found && found != runKey)
        {
            throw new OperatorError(
                $"Teardown '{id}' is open for run {found}, not for run {runKey} of this manifest. "
                + $"Let that one end (`dryrun status {id} --watch`), then reconcile again.", ExitCodes.Unknown);
        }
    }

    private static async Task<ManifestFile> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new OperatorError($"There is no manifest '{path}'. Give the manifest.json of a run's evidence folder.");
        }

        var reading = ManifestDocument.Read(await File.ReadAllTextAsync(path));
        return reading.File ?? throw new OperatorError($"Manifest '{path}' cannot be used: {reading.Problem}. Give the file as the run wrote it, to the release that wrote it.");
    }
}
