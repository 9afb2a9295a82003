using System.Runtime.InteropServices;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Notices;
using DotIuCutter.Temporal.Activities.Policies;

namespace DotIuCutter.Temporal.Activities.Host.Rules;

/// <summary>What must hold of a worker's host before it takes any work.</summary>
public static class HostOptionsRules
{
    /// <summary>Everything wrong at once, each with subject, expected, found and remedy; empty when the worker may start. Changes nothing.</summary>
    public static IReadOnlyList<string> Problems(this HostOptions host)
    {
        var problems = new List<string>();
        problems.AddRange(Endpoint(host.DockerEndpoint));
        problems.AddRange(Directory("DRYRUN_PLANS", host.Plans, mustExist: true));
        problems.AddRange(Directory("DRYRUN_WORK_ROOT", host.WorkRoot, mustExist: false));
        problems.AddRange(Directory("DRYRUN_EVIDENCE", host.Evidence, mustExist: false));
        if (host.Secrets is not null)
        {
            problems.AddRange(Directory("DRYRUN_SECRETS", host.Secrets, mustExist: true));
        }

        if (host.Keys is not null)
        {
            problems.AddRange(Directory("DRYRUN_KEYS", host.Keys, mustExist: true));
        }

        problems.AddRange(Apart("DRYRUN_WORK_ROOT", host.WorkRoot, "DRYRUN_EVIDENCE", host.Evidence));
        foreach (var (name, path) in new[] { ("DRYRUN_PLANS", host.Plans), ("DRYRUN_SECRETS", host.Secrets), ("DRYRUN_KEYS", host.Keys) })
        {
            problems.AddRange(Apart(name, path, "DRYRUN_WORK_ROOT", host.WorkRoot));
            problems.AddRange(Apart(name, path, "DRYRUN_EVIDENCE", host.Evidence));
        }

        if (host.Policy is not null)
        {
            problems.AddRange(PolicyFile.Read(host.Policy).Problem is { } unusable ? [unusable] : []);
            problems.AddRange(Apart(HostVariables.Policy, host.Policy, "DRYRUN_WORK_ROOT", host.WorkRoot));
            problems.AddRange(Apart(HostVariables.Policy, host.Policy, "DRYRUN_EVIDENCE", host.Evidence));
        }

        if (host.MostRuns < 1)
        {
            problems.Add($"DRYRUN_MAX_RUNS is '{host.MaxRuns}', expected a whole number from 1. Set it to how many runs this host carries at once, or leave it out for {HostOptions.DefaultMostRuns}.");
        }

        problems.AddRange(Secret(HostVariables.SigningKey, host.SigningKey, host, path => SigningKey.Read(path)));
        problems.AddRange(Secret(HostVariables.Webhook, host.Webhook, host, path => Webhook.Read(path)));
        return problems;
    }

    /// <summary>A file that holds a secret: readable for what it is, and where no run writes.</summary>
    private static IEnumerable<string> Secret(string name, string? path, HostOptions host, Func<string, object> read) =>
        path is null ? [] : [.. Unreadable(path, read), .. Apart(name, path, "DRYRUN_WORK_ROOT", host.WorkRoot), .. Apart(name, path, "DRYRUN_EVIDENCE", host.Evidence)];

    private static IEnumerable<string> Unreadable(string path, Func<string, object> read)
    {
        try
        {
            read(path);
            return [];
        }
        catch (InvalidOperationException unusable)
        {
            return [unusable.Message];
        }
    }

    private static IEnumerable<string> Endpoint(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("unix" or "tcp"))
        {
            yield return $"DRYRUN_DOCKER is '{endpoint.OriginalString}', expected unix:///PATH or tcp://HOST:PORT. Set it to this host's Docker engine.";
        }
    }

    private static IEnumerable<string> Directory(string name, string path, bool mustExist)
    {
        if (path.Length == 0)
        {
            yield return $"{name} is not set, expected the absolute path of a directory. Set it.";
        }
        else if (!PathRules.IsPlain(path))
        {
            yield return $"{name} is '{path}', expected an absolute path without '.', '..' or a trailing slash. Write it out.";
        }
        else if (PathRules.SymbolicLinkIn(path) is { } link)
        {
            yield return $"{name} is '{path}', expected no symbolic link on the way, found one at '{link}'. Give the path it leads to.";
        }
        else if (File.Exists(path))
        {
            yield return $"{name} is '{path}', expected a directory, found a file. Give a directory.";
        }
        else if (!System.IO.Directory.Exists(path))
        {
            if (mustExist)
            {
                yield return $"{name} is '{path}', expected a directory that exists, found nothing. Make it or correct the path.";
            }
            else if (!Writable(PathRules.NearestExisting(path)))
            {
                yield return $"{name} is '{path}', expected a directory that exists or can be made, found '{PathRules.NearestExisting(path)}' not writable. Make it and give it to the worker's user.";
            }
        }
        else if (!mustExist && !Writable(path))
        {
            yield return $"{name} is '{path}', expected a directory the worker can write, found it not writable. Give it to the worker's user.";
        }
    }

    private static IEnumerable<string> Apart(string name, string? path, string otherName, string other)
    {
        if (path is { Length: > 0 } && other.Length > 0 && PathRules.IsPlain(path) && PathRules.IsPlain(other)
            && PathRules.Overlap(PathRules.Canonical(path), PathRules.Canonical(other)))
        {
            yield return $"{name} is '{path}', expected it apart from {otherName}, found '{other}'. Neither may hold the other: move one.";
        }
    }

    private static bool Writable(string path) => access(path, 2 | 1) == 0;

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable IDE1006, SA1300 // the name of the C library
    private static extern int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
#pragma warning restore IDE1006, SA1300
}
