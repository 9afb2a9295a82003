namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

/// <summary>What a word is to its reader.</summary>
internal enum Tone
{
    Good,
    Bad,
    Unsure,
    Quiet,
}
