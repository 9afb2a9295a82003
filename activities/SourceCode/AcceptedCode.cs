using System.Globalization;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>
/// Judges G-06: HEAD is the accepted commit, the working tree is that commit with nothing changed and nothing untracked (as C-02 read it), and every
/// object of the commit is there, is what its name says, and can be exported.
/// </summary>
internal static class AcceptedCode
{
    public static GateResult Judge(CodeCheck check)
    {
        var (code, captured) = (check.Code, check.Captured);
        try
        {
            using var repository = GitRepository.Open(code.Repository);
            return repository is null ? Absent(code) : Judge(code, captured, repository);
        }
        catch (UnreadableCodeException e)
        {
            return Red(code, e.Found, e.Remedy);
        }
    }

    /// <summary>The export could not be made, though G-06 was green before.</summary>
    public static GateResult Refuse(Code code, UnreadableCodeException problem) => Red(code, problem.Found, problem.Remedy);

    private static GateResult Absent(Code code) => CodeReader.WorkingTreeAbove(code.Repository) is { } top
        ? Red(code, $"its working tree begins at '{top}'", "give that path as code.repository")
        : Red(code, "no git repository with a working tree", $"check out commit {code.Commit} there, or correct code.repository");

    private static GateResult Judge(Code code, CodeCapture captured, GitRepository repository)
    {
        var problems = new List<(string Found, string Remedy)>();
        var export = captured.Commit == code.Commit ? Verify(code.Commit, repository, problems) : null;
        if (export is null && problems.Count == 0)
        {
            problems.Add(($"HEAD is {captured.Commit}", "check that commit out there, or correct code.commit in the plan"));
        }

        if (!captured.Clean && !problems.Exists(p => p.Found == captured.Differences))
        {
            problems.Add((
                $"the working tree is not its commit: {captured.Differences ?? "it has none"}",
                "see `git status` there as the owner of the repository, not as root, since it runs what the repository configures; then commit and accept the new commit, or remove what is not in it. Files are compared byte by byte: git may hide a change by its index, its settings or line ends"));
        }

        return export is not null && problems.Count == 0
            ? Green(code, export)
            : Red(code, string.Join("; ", problems.Select(p => p.Found)), string.Join("; ", problems.Select(p => p.Remedy)));
    }

    /// <summary>Null when the commit cannot be exported, with why.</summary>
    private static CodeExport? Verify(string commit, GitRepository repository, List<(string Found, string Remedy)> problems)
    {
        try
        {
            using var exporter = new CodeExporter(repository.Objects);
            return exporter.Verify(new CommitTreeReader(repository.Objects).Read(commit));
        }
        catch (UnreadableCodeException e)
        {
            problems.Add((e.Found, e.Remedy));
            return null;
        }
    }

    private static GateResult Green(Code code, CodeExport export) => GateResult.Green(Gate.CodeAccepted, Subject(code), Expected(code), string.Create(
        CultureInfo.InvariantCulture,
        $"as expected: {export.Files} files, {export.Bytes} bytes{(export.Missing is { } missing ? $"; not in the commit, so not under test: {missing}" : "")}"));

    private static GateResult Red(Code code, string found, string remedy) => GateResult.Red(Gate.CodeAccepted, Subject(code), Expected(code), found, remedy);

    private static string Subject(Code code) => $"repository '{code.Repository}'";

    private static string Expected(Code code) => $"HEAD is {code.Commit}, nothing changed or untracked, every object whole";
}
