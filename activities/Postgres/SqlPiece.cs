namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>What a byte of SQL belongs to.</summary>
internal enum SqlPiece
{
    /// <summary>Keywords, names without quotes, numbers, operators, blanks, and the opening tag of a dollar-quoted text but for its last dollar.</summary>
    Code,

    /// <summary>A string, a dollar-quoted text or a quoted identifier, its quotes included.</summary>
    Quoted,

    Comment,

    /// <summary>The second byte of <c>--</c> or <c>/*</c>: the byte before, given out as code, belonged to it.</summary>
    CommentBegins,
}
