namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html;

/// <summary>What a word is to its reader.</summary>
internal enum Tone
{
    Good,
    Bad,
    Unsure,
    Quiet,
}
