using System.Text;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// Says which semicolon ends a statement: none between parentheses, where a rule has its actions, and none in the body of a routine between BEGIN ATOMIC and its
/// END. A word counts as a keyword only where PostgreSQL's grammar takes it for one. For one statement.
/// </summary>
internal sealed class StatementEnd
{
    /// <summary>No keyword that matters is longer than PROCEDURE.</summary>
    private const int LongestKeyword = 9;

    /// <summary>Stands for a token that is no keyword: a quoted one, a name, a number, an operator.</summary>
    private const string NoKeyword = "";

    /// <summary>How the statement begins, as far as its words have come.</summary>
    private enum Beginning
    {
        Nothing,
        Create,
        CreateOr,
        CreateOrReplace,
        Routine,
        Other,
    }

    private readonly byte[] word = new byte[LongestKeyword];
    private Beginning beginning;
    private int letters;
    private int parentheses;
    private string previous = NoKeyword;
    private string beforePrevious = NoKeyword;

    /// <summary>How many an END is still to come for: the body, and each CASE in it.</summary>
    private int open;

    /// <summary>True when the statement ends with this byte.</summary>
    public bool Feed(byte b, SqlPiece piece)
    {
        if (beginning == Beginning.Other)
        {
            // No word of it matters any more.
            return piece == SqlPiece.Code && b is (byte)';' or (byte)'(' or (byte)')' && Ends(b);
        }

        if (piece == SqlPiece.Code && (SqlScanner.IsWord(b) || b == '$'))
        {
            if (letters < LongestKeyword)
            {
                word[letters] = b;
            }

            letters++;
            return false;
        }

        if (letters > 0)
        {
            EndWord();
        }

        switch (piece)
        {
            case SqlPiece.CommentBegins:
                // Its first byte came as an operator; a comment is a blank.
                previous = beforePrevious;
                return false;
            case SqlPiece.Comment:
                return false;
            case SqlPiece.Quoted:
                Follow(NoKeyword);
                return false;
            default:
                return !char.IsWhiteSpace((char)b) && Ends(b);
        }
    }

    private bool Ends(byte b)
    {
        Follow(b == '.' ? "." : NoKeyword);
        parentheses = b == '(' ? parentheses + 1 : b == ')' && parentheses > 0 ? parentheses - 1 : parentheses;
        return b == ';' && parentheses == 0 && open == 0;
    }

    private void EndWord()
    {
        // After a dot or AS even a reserved word is a name.
        var token = letters > LongestKeyword || previous is "." or "AS" ? NoKeyword : Encoding.ASCII.GetString(word, 0, letters).ToUpperInvariant();
        letters = 0;
        beginning = (beginning, token) switch
        {
            (Beginning.Nothing, "CREATE") => Beginning.Create,
            (Beginning.Create, "OR") => Beginning.CreateOr,
            (Beginning.CreateOr, "REPLACE") => Beginning.CreateOrReplace,
            (Beginning.Create or Beginning.CreateOrReplace, "FUNCTION" or "PROCEDURE") or (Beginning.Routine, _) => Beginning.Routine,
            _ => Beginning.Other,
        };
        if (beginning == Beginning.Routine && parentheses == 0)
        {
            open += (open > 0, previous, token) switch
            {
                (false, "BEGIN", "ATOMIC") => 1,
                (true, _, "CASE") => 1,
                (true, _, "END") => -1,
                _ => 0,
            };
        }

        Follow(token);
    }

    private void Follow(string token) => (beforePrevious, previous) = (previous, token);
}
