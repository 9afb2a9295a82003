namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

/// <summary>The tone of a word: good, bad, or to be looked at.</summary>
internal enum Tone
{
    Good,
    Bad,
    Warning,
    Muted,
}
