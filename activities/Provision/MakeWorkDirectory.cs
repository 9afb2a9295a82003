using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    public Task<Created> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var paths = RunPaths.Of(request.WorkDirectory);
        foreach (var path in new[] { paths.WorkDirectory, paths.SecretsDirectory })
        {
            var owner = OwnedDirectory.Make(path, request.Run.Nonce);
            if (owner.State != OwnershipState.Ours)
            {
                return new Created { Refused = Refusal(path, request.Run.Nonce, owner) };
            }
        }

        // The DR's own user writes its socket and log there; the directory above lets nobody else through.
        MakeInside(paths.WorkDirectory, Path.GetFileName(paths.Socket), Everybody);
        MakeInside(paths.WorkDirectory, Path.GetFileName(paths.Log), Everybody);
        MakeInside(paths.WorkDirectory, "marks", OwnedDirectory.PrivateDirectory);
        using (var directory = Opened(paths.WorkDirectory))
        {
            directory.CreateFile(Path.GetFileName(paths.Dump), OwnedDirectory.PrivateFile)?.Dispose();
        }

        await secrets.MakeAsync(request.Run, paths, request.DrName);
        return new Created { Id = paths.WorkDirectory };
    });

    private static void MakeInside(string parent, string name, UnixFileMode mode)
    {
        using var directory = Opened(parent);
        directory.MakeDirectory(name, mode);
        using var made = directory.OpenDirectory(name)
            ?? throw new DirectoryNotFoundException($"Directory '{parent}/{name}' vanished while it was made.");
        File.SetUnixFileMode(made.Path, mode); // the process's umask took bits away
    }

    private static DirectoryHandle Opened(string path) => DirectoryHandle.Open(path)
        ?? throw new DirectoryNotFoundException($"Directory '{path}' vanished while it was being filled, expected it to stay. Start a new run.");

    private static GateResult Refusal(string path, string nonce, PathOwner owner) => GateResult.Red(
        "G-05",
        $"directory '{path}'",
        $"new, or with nonce '{nonce}'",
        $"{owner.Reason ?? "it vanished while it was made"}; left alone",
        $"Inspect it with `ls -la {path}`; move it away or choose another workDirectory, then start again");
}
