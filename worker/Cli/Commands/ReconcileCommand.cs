using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Tears down from the manifest file alone, where both workflows or Temporal's history are gone.</summary>
internal sealed class ReconcileCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Argument<string> manifest = new("MANIFEST") { Description = "manifest.json of the run's evidence folder" };
    private readonly LeaveFlags leave = new();
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
        var request = await ReadAsync(parsed.GetRequiredValue(manifest));
        using var interrupts = surroundings.Interrupts();
        var client = await connection.ConnectAsync(parsed);
        var id = WorkflowNames.TeardownId(request.Manifest.WorkflowId);
        await client.StartWorkflowAsync(WorkflowNames.Teardown, [request], new WorkflowOptions(id, connection.TaskQueue(parsed))
        {
            TaskTimeout = WorkflowNames.TaskTimeout,
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate,
            StaticSummary = $"Teardown of {request.Manifest.RunKey}, from its manifest",
        });
        await RefuseAnotherRunAsync(client, id, request.Manifest.RunKey);
        var progress = ProgressSelection.For(surroundings, parsed.GetValue(json));
        var follower = new Follower(client, progress, interrupts, leave.On(new FollowOptions
        {
            LookEvery = surroundings.LookEvery,
        }, parsed));
        return (await progress.WrapAsync(() => follower.TeardownAsync(id))).ExitCode;
    }

    /// <summary>The id belongs to the plan, so a later run's teardown may hold it: following that one would answer for the wrong objects.</summary>
    private static async Task RefuseAnotherRunAsync(ITemporalClient client, string id, string runKey)
    {
        if ((await new StatusPoller(client, id).AskAsync()).Status?.RunKey is { } found && found != runKey)
        {
            throw new OperatorError(
                $"Teardown '{id}': expected run {runKey}, found it open for run {found}. "
                + $"Let that one end (`dryrun status {id} --watch`), then reconcile again.", ExitCodes.Unknown);
        }
    }

    private static async Task<TeardownRequest> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new OperatorError($"Manifest '{path}': expected the manifest.json of a run's evidence folder, found no file. Check the path.");
        }

        var reading = ManifestDocument.Read(await File.ReadAllTextAsync(path));
        return reading.Request ?? throw new OperatorError($"Manifest '{path}': {reading.Problem}. Take the file as it was written, and the release that wrote it.");
    }
}
