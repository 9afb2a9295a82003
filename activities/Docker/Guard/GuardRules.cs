using System.Text.Json;
using DotIuCutter.Temporal.Activities.Docker.Exec;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>The fixed grammar of requests this product makes. Whatever is not named here is refused.</summary>
internal sealed class GuardRules(RunScope scope, ObservedObjects sightings)
{
    internal void Check(DockerCall call, JsonElement body)
    {
        switch (call.Method, call.Segments)
        {
            case ("GET" or "HEAD", ["_ping"]):
            case ("GET", ["version"] or ["info"]):
            case ("GET", ["containers", "json"] or ["containers", _, "json"]):
            case ("GET", ["volumes"] or ["volumes", _] or ["networks"] or ["networks", _]):
            case ("GET", ["images", .., "json"]):
            case ("GET", ["exec", _, "json"]):
                return;
            case ("GET", ["containers", _, "logs"]):
            case ("POST", ["containers", _, "start" or "kill"]):
                Require(call, sightings.OwnsContainer(call.Segments[1]), "this container was not seen to carry an exact name and the nonce of the run");
                return;
            case ("POST", ["containers", "create"]):
                new CreateRules(call, scope, sightings).CheckContainer(body);
                return;
            case ("POST", ["networks", "create"]):
                new CreateRules(call, scope, sightings).CheckNetwork(body);
                return;
            case ("POST", ["volumes", "create"]):
                new CreateRules(call, scope, sightings).CheckVolume(body);
                return;
            case ("POST", ["containers", var id, "exec"]):
                CheckExec(call, id, body);
                return;
            case ("POST", ["exec", var id, "start"]):
                Require(call, sightings.OwnsExec(id), "this exec was not created here");
                return;
            case ("POST", ["images", "create"]):
                CheckPull(call);
                return;
            case ("DELETE", _):
                CheckDelete(call);
                return;
            default:
                throw new GuardRefusedException(call.ToString(), "this product never makes such a request");
        }
    }

    private void CheckDelete(DockerCall call)
    {
        switch (call.Segments)
        {
            case ["containers", var id]:
                Require(call, DockerNames.IsId(id), "a container is deleted by its full 64-hex id only");
                Require(call, Is(call.Query, ("force", "1"), ("v", "1")), "a container is deleted with force=1 and v=1 and nothing else");
                Require(call, sightings.OwnsContainer(id), "this container was not seen to carry an exact name and the nonce of the run");
                return;
            case ["networks", var id]:
                Require(call, DockerNames.IsId(id), "a network is deleted by its full 64-hex id only");
                Require(call, call.Query.Count == 0, "a network is deleted without options");
                Require(call, sightings.OwnsNetwork(id), "this network was not seen to carry an exact name and the nonce of the run");
                return;
            case ["volumes", var name]:
                Require(call, call.Query.Count == 0, "a volume is deleted without force");
                Require(call, sightings.CapturedVolume(name) || sightings.SpendVolume(name),
                    "this volume was neither just seen to carry an exact name and the nonce of the run, nor captured as an anonymous volume of it");
                return;
            default:
                throw new GuardRefusedException(call.ToString(), "this product deletes only its containers, networks and volumes");
        }
    }

    private void CheckExec(DockerCall call, string id, JsonElement body)
    {
        var fields = new GuardedBody(call, body, "Cmd", "Env", "User", "AttachStdin", "AttachStdout", "AttachStderr", "DetachKeys");
        Require(call, DockerNames.IsId(id) && sightings.SawContainer(id), "the container was not seen by its full id");
        Require(call, !fields.Texts("Env").Any(e => e.Split('=')[0].EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase)), "a password is never passed by environment");
        Require(call, !fields.Flag("AttachStdin") || ExecPrograms.IsPsql(fields.Texts("Cmd")), "only psql is given a standard input");
        var allowed = (scope.RunsPrograms && ExecPrograms.Allows(fields.Texts("Cmd"))) || (scope.ProbesOwn && sightings.OwnsContainer(id));
        Require(call, allowed, $"'{string.Join(' ', fields.Texts("Cmd").Take(5))}' is not a program that may be run in this container");
    }

    private void CheckPull(DockerCall call)
    {
        var image = call.Query.GetValueOrDefault("fromImage", "");
        var tag = call.Query.GetValueOrDefault("tag", "");
        var separator = tag.StartsWith("sha256:", StringComparison.Ordinal) ? '@' : ':';
        Require(call, scope.Pulls.Contains(tag.Length == 0 ? image : $"{image}{separator}{tag}", StringComparer.Ordinal), "the plan does not have this image pulled");
        Require(call, call.Query.Keys.All(k => k is "fromImage" or "tag"), "an image is pulled by its reference and without options");
    }

    private static bool Is(IReadOnlyDictionary<string, string> query, params (string Key, string Value)[] expected) =>
        query.Count == expected.Length && expected.All(e => query.TryGetValue(e.Key, out var value) && (value == e.Value || (e.Value == "1" && value is "true" or "True")));

    private static void Require(DockerCall call, bool holds, string reason)
    {
        if (!holds)
        {
            throw new GuardRefusedException(call.ToString(), reason);
        }
    }
}
