using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Policies.Validation;

namespace DotIuCutter.Temporal.Activities.Policies;

/// <summary>
/// Reads a policy from its file. It is read anew for every judgement, and all at once from one open file, so that what is judged by is what was read. A
/// pipe, a device or a link is never opened, and a file without end is not read to it.
/// </summary>
public static class PolicyFile
{
    /// <summary>A policy is written by hand; anything larger is not one.</summary>
    public const int LongestBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>As a worker does: only root can have written it.</summary>
    public static HostPolicy Read(string path) => Read(path, trustedOnly: true);

    /// <summary>The document alone, wherever it lies and whoever wrote it.</summary>
    public static HostPolicy ReadAnywhere(string path) => Read(path, trustedOnly: false);

    private static HostPolicy Read(string path, bool trustedOnly)
    {
        try
        {
            return (trustedOnly ? PolicyPlace.Problem(path) : null) is { } unsafePlace
                ? Unusable(path, unsafePlace)
                : Bytes(path, trustedOnly) is { Length: <= LongestBytes } bytes
                    ? Parse(path, bytes)
                    : Unusable(path, $"expected at most {LongestBytes} bytes, found more. Check that the file is a policy");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Unusable(path, $"expected a file that can be read, found that it cannot: {unreadable.Message.TrimEnd('.')}. Correct the path, or make the file root's with mode 0644");
        }
    }

    private static byte[] Bytes(string path, bool trustedOnly)
    {
        using var file = ExactFile.Open(trustedOnly ? path : PathRules.Canonical(Path.GetFullPath(path)), FileAccess.Read) ?? throw new FileNotFoundException($"there is no file '{path}'");

        // Of the open file, since the name may have been given to another one meanwhile.
        if (trustedOnly && PolicyPlace.FileProblem(DirectoryHandle.StatOf(file.SafeFileHandle)) is { } problem)
        {
            throw new IOException(problem);
        }

        var buffer = new byte[LongestBytes + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private static HostPolicy Parse(string path, byte[] bytes)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (Text(bytes) is not { } text)
        {
            return Unusable(path, "expected UTF-8 text, found bytes that are none. Save it as UTF-8") with { Sha256 = sha256 };
        }

        var reading = PolicyDocument.Read(text);
        return reading.Policy is { } policy
            ? new HostPolicy { File = path, Sha256 = sha256, Policy = policy }
            : Unusable(path, $"expected a valid policy, found {(reading.Problems.Count == 1 ? "1 problem" : $"{reading.Problems.Count} problems")}:\n    {string.Join("\n    ", reading.Problems)}\n  Correct every one of them; `dryrun policy check` looks again") with { Sha256 = sha256 };
    }

    /// <summary>Null for what is no UTF-8, with or without a mark at its beginning; a mark of another encoding is none of ours.</summary>
    private static string? Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static HostPolicy Unusable(string path, string problem) => new() { File = path, Problem = $"{HostVariables.Policy} is '{path}', {problem}." };
}
