namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// Says which semicolon ends a statement: none between parentheses, where a rule has its actions, and none in the body of a routine between BEGIN ATOMIC and its
/// END. For one statement.
/// </summary>
internal sealed class StatementEnd
{
    /// <summary>No word that matters is longer than PROCEDURE.</summary>
    private const int LongestWord = 9;

    private readonly List<string> beginning = [];
    private readonly char[] word = new char[LongestWord];
    private int letters;
    private int parentheses;
    private string previous = "";

    /// <summary>How many an END is still to come for: the body, and each CASE in it.</summary>
    private int open;

    /// <summary>True when the statement ends with this byte.</summary>
    public bool Feed(byte b, SqlPiece piece)
    {
        if (piece == SqlPiece.Code && SqlScanner.IsWord(b))
        {
            if (letters < LongestWord)
            {
                word[letters] = char.ToUpperInvariant((char)b);
            }

            letters++;
            return false;
        }

        if (letters > 0)
        {
            EndWord(letters <= LongestWord ? new string(word, 0, letters) : "");
            letters = 0;
        }

        if (piece != SqlPiece.Code)
        {
            return false;
        }

        parentheses += b == '(' ? 1 : b == ')' ? -1 : 0;
        return b == ';' && parentheses <= 0 && open == 0;
    }

    private void EndWord(string ended)
    {
        if (beginning.Count < 4)
        {
            beginning.Add(ended);
        }

        if (beginning is ["CREATE", "FUNCTION" or "PROCEDURE", ..] or ["CREATE", "OR", "REPLACE", "FUNCTION" or "PROCEDURE"])
        {
            open += (open > 0, previous, ended) switch
            {
                (false, "BEGIN", "ATOMIC") => 1,
                (true, _, "CASE") => 1,
                (true, _, "END") => -1,
                _ => 0,
            };
            previous = ended;
        }
    }
}
