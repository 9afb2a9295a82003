namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;

/// <summary>The tone of a word: good, bad, or to be looked at.</summary>
internal enum WordTone
{
    Good,
    Bad,
    Warning,
    Muted,
}
