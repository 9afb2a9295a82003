using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Destroys a run's files in the order given. One that fails keeps its directory, so that what is left can be seen.</summary>
internal sealed class RunFiles(string nonce, RunPaths paths)
{
    private readonly List<ObjectOutcome> outcomes = [];

    public IReadOnlyList<ObjectOutcome> Outcomes => outcomes;

    public void Remove(StepObject item)
    {
        try
        {
            outcomes.Add(item.Kind switch
            {
                ObjectKind.SecretFile => RemoveFile(item),
                ObjectKind.Path => RemoveDirectory(item),
                _ => Failed(item, $"{item.Kind} '{item.Name}' is no file or directory, expected one in step 5; left alone."),
            });
        }
        catch (NotRegularFileException e)
        {
            outcomes.Add(Failed(item, e.Message) with { Remedy = e.Remedy });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            outcomes.Add(Failed(item, e.Message));
        }
    }

    private ObjectOutcome RemoveFile(StepObject item)
    {
        var folder = PathRules.ParentOf(item.Name);
        if (folder != paths.WorkDirectory && folder != paths.SecretsDirectory)
        {
            return NotOurs(item, $"File '{item.Name}' is not in the run's directories; left alone.");
        }

        using var directory = DirectoryHandle.Open(folder);
        if (directory is null)
        {
            return Outcome(item, OutcomeState.AlreadyAbsent);
        }

        var owner = OwnedDirectory.Look(directory, nonce);
        return owner.State != OwnershipState.Ours
            ? NotOurs(item, $"{owner.Reason}; '{item.Name}' left alone.")
            : Outcome(item, Shredder.Shred(directory, Path.GetFileName(item.Name)) ? OutcomeState.Removed : OutcomeState.AlreadyAbsent);
    }

    private ObjectOutcome RemoveDirectory(StepObject item)
    {
        if (item.Name != paths.WorkDirectory && item.Name != paths.SecretsDirectory)
        {
            return NotOurs(item, $"Directory '{item.Name}' is none of the run's; left alone.");
        }

        var kept = outcomes.FirstOrDefault(o => o.State == OutcomeState.Failed && PathRules.IsWithin(o.Name, item.Name));
        if (kept is not null)
        {
            return Failed(item, $"Directory '{item.Name}' waits for '{kept.Name}', which could not be destroyed.");
        }

        var owner = OwnedDirectory.Look(item.Name, nonce);
        return owner.State == OwnershipState.NotOurs
            ? NotOurs(item, $"{owner.Reason}; left alone.")
            : Outcome(item, TreeRemoval.Remove(item.Name, nonce, shred: item.Name == paths.SecretsDirectory) ? OutcomeState.Removed : OutcomeState.AlreadyAbsent);
    }

    private static ObjectOutcome Outcome(StepObject item, OutcomeState state) => new() { Kind = item.Kind, Name = item.Name, Id = item.Id, State = state };

    private static ObjectOutcome NotOurs(StepObject item, string reason) => Outcome(item, OutcomeState.NotOurs) with { Reason = reason };

    private static ObjectOutcome Failed(StepObject item, string reason) =>
        Outcome(item, OutcomeState.Failed) with { Reason = reason, Remedy = RemovalCommand.For(item.Kind, item.Name, item.Id) };
}
