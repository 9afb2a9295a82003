using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>
/// Takes secrets out of text on its way into the evidence: the known ones by fingerprint, in every encoding and even after they are
/// shredded, and whatever stands where a password stands.
/// </summary>
internal sealed partial class Redactor(HostOptions host)
{
    public const string Mark = "[redacted]";

    public Redaction For(RunRef run) => new(new SecretScan(KnownSecrets.Gather(host, run)));

    public string Redact(RunRef run, string text) => For(run).Apply(text);

    /// <summary>By shape alone.</summary>
    public static string Shapes(string text)
    {
        text = UrlPassword().Replace(text, $"${{before}}{Mark}@");
        text = Assignment().Replace(text, $"${{before}}{Mark}");
        return SqlPassword().Replace(text, $"${{before}}'{Mark}'");
    }

    [GeneratedRegex("""(?<before>\bpostgres(?:ql)?://[^\s:/@"']*:)(?!\[redacted\]@)[^\s@/"']+@""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UrlPassword();

    // A value in quotes ends at its quote, escaped as JSON does or not; a bare one at whatever ends a word, an item or a JSON string.
    [GeneratedRegex("""(?<before>\b(?:PGPASSWORD|password|pwd)\s*=\s*)(?!\[redacted\])('[^']*'|\\"(?:(?!\\").)*\\"|[^\s;&,"'\\]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();

    [GeneratedRegex("""(?<before>\bPASSWORD\s+)(?!'\[redacted\]')(?:E)?'(?:[^']|'')*'""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SqlPassword();
}
