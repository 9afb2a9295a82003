using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    public Task<Created> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var paths = RunPaths.For(request.WorkDirectory);
        foreach (var path in new[] { paths.WorkDirectory, paths.SecretsDirectory })
        {
            var owner = OwnedDirectory.Make(path, request.Run.Nonce);
            if (owner.State != OwnershipState.Ours)
            {
                return new Created { Refused = Refusal(path, request.Run.Nonce, owner) };
            }
        }

        // The DR's own user writes its socket and log there; the directory above lets nobody else through.
        using (var directory = OwnedDirectory.Open(paths.WorkDirectory, request.Run.Nonce))
        {
            MakeInside(directory, Path.GetFileName(paths.Socket), Everybody);
            MakeInside(directory, Path.GetFileName(paths.Log), Everybody);
            MakeInside(directory, "marks", OwnedDirectory.PrivateDirectory);
            directory.CreateFile(Path.GetFileName(paths.Dump), OwnedDirectory.PrivateFile)?.Dispose();
        }

        await secrets.MakeAsync(request.Run, paths, request.DrName);
        return new Created { Id = paths.WorkDirectory };
    });

    private static void MakeInside(DirectoryHandle parent, string name, UnixFileMode mode)
    {
        parent.MakeDirectory(name, mode);
        using var made = parent.OpenDirectory(name)
            ?? throw new DirectoryNotFoundException($"Directory '{parent.Path}/{name}' vanished while it was made, expected it to stay. Start a new run.");
        made.SetMode(mode); // the process's umask took bits away
    }

    private static GateResult Refusal(string path, string nonce, PathOwner owner) => GateResult.Red(
        "G-05",
        $"directory '{path}'",
        $"new, or with nonce '{nonce}'",
        $"{owner.Reason ?? "it vanished while it was made"}; left alone",
        $"Inspect it with `ls -la {path}`; move it away or choose another workDirectory, then start again");
}
