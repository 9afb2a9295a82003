using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>Makes $WD and the secrets directory with all they hold before the DR exists: the export of the accepted commit, too.</summary>
internal sealed class WorkDirectoryCreation(RunFence fence, SecretStore secrets)
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    public Task<CreationResult> CreateAsync(WorkDirectoryRequest request) => fence.CreateAsync(request.Run, async () =>
    {
        var paths = RunPaths.For(request.WorkDirectory);
        foreach (var path in new[] { paths.WorkDirectory, paths.SecretsDirectory })
        {
            var owner = OwnedDirectory.Make(path, request.Run.Nonce);
            if (owner.State != OwnershipState.Ours)
            {
                return new CreationResult { Refused = Refusal(path, request.Run.Nonce, owner) };
            }
        }

        CodeExport export;

        // The DR's own user writes its socket and log there; the directory above lets nobody else through.
        using (var directory = OwnedDirectory.Open(paths.WorkDirectory, request.Run.Nonce))
        {
            MakeInside(directory, Path.GetFileName(paths.Socket), Everybody);
            MakeInside(directory, Path.GetFileName(paths.Log), Everybody);
            MakeInside(directory, "marks", OwnedDirectory.PrivateDirectory);
            directory.CreateFile(Path.GetFileName(paths.Dump), OwnedDirectory.PrivateFile)?.Dispose();
            try
            {
                export = ExportedCode.Make(request.Code, directory, Path.GetFileName(paths.Code));
            }
            catch (UnreadableCodeException problem)
            {
                return new CreationResult { Refused = AcceptedCode.Refuse(request.Code, problem) };
            }
        }

        await secrets.MakeAsync(request.Run, paths, request.DrName);
        return new CreationResult { Id = paths.WorkDirectory, Export = export };
    });

    private static void MakeInside(DirectoryHandle parent, string name, UnixFileMode mode)
    {
        parent.MakeDirectory(name, mode);
        using var made = parent.OpenDirectory(name)
            ?? throw new DirectoryNotFoundException($"Directory '{parent.Path}/{name}' vanished while it was made, expected it to stay. Start a new run.");
        made.SetMode(mode); // the process's umask took bits away
    }

    private static GateResult Refusal(string path, string nonce, PathOwner owner) => GateResult.Red(
        Gate.WorkDirectoryFit,
        $"directory '{path}'",
        $"new, or with nonce '{nonce}'",
        $"{owner.Reason ?? "it vanished while it was made"}; left alone",
        $"Inspect it with `ls -la {path}`; move it away or choose another workDirectory, then start again");
}
