namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// Tells code from comments and quoted text, byte by byte, so that it can stand in a stream. It reads UTF-8 or ASCII as PostgreSQL's own lexer does.
/// </summary>
/// <param name="backslashEscapes">True where <c>standard_conforming_strings</c> is off: a backslash then escapes in every string, not only in <c>E''</c>.</param>
internal sealed class SqlScanner(bool backslashEscapes = false)
{
    private enum State
    {
        Code,
        LineComment,
        BlockComment,
        String,
        EscapeString,
        Identifier,
        DollarTag,
        Dollar,
    }

    /// <summary>Whether a quote goes on with the escape string that seemed to end: at once (a doubled quote), or on a later line.</summary>
    private enum Continuation
    {
        None,
        Adjacent,
        SameLine,
        LaterLine,
    }

    private readonly List<byte> tag = [];
    private State state;
    private Continuation continuation;
    private int depth;
    private int matched;
    private bool escaped;
    private byte previous;

    /// <summary>Length of the keyword, name or number that the last byte belongs to; 0 outside of one.</summary>
    private int word;
    private bool number;

    /// <summary>False within a comment or quoted text.</summary>
    public bool InCode => state is State.Code or State.DollarTag;

    public bool InComment => state is State.LineComment or State.BlockComment;

    /// <summary>Part of a keyword or a name without quotes. A dollar is part of a name too, but not its first byte.</summary>
    public static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '_' || b >= 0x80;

    /// <summary>
    /// Passes over what cannot end the comment or the quoted text that the last byte was in, as if it were fed, but much faster: a large object is one string.
    /// </summary>
    /// <returns>How many bytes it passed; 0 in code.</returns>
    public int Skip(ReadOnlySpan<byte> bytes)
    {
        var end = state switch
        {
            State.LineComment => bytes.IndexOf((byte)'\n'),
            State.BlockComment when previous is not ((byte)'/' or (byte)'*') => bytes.IndexOfAny((byte)'/', (byte)'*'),
            State.String => bytes.IndexOf((byte)'\''),
            State.EscapeString when !escaped => bytes.IndexOfAny((byte)'\'', (byte)'\\'),
            State.Identifier => bytes.IndexOf((byte)'"'),
            State.Dollar when matched == 0 => bytes.IndexOf((byte)'$'),
            _ => 0,
        };
        var passed = end < 0 ? bytes.Length : end;
        previous = passed > 0 ? bytes[passed - 1] : previous;
        return passed;
    }

    /// <summary>Says what the next byte belongs to.</summary>
    public SqlPiece Feed(byte b)
    {
        if (state == State.Code && IsWord(b))
        {
            number = word == 0 ? char.IsAsciiDigit((char)b) : number;
            word++;
            (continuation, previous) = (Continuation.None, b);
            return SqlPiece.Code;
        }

        var piece = Step(b);
        if (piece != SqlPiece.Code || !(IsWord(b) || (b == '$' && word > 0 && !number)))
        {
            word = 0;
        }
        else if (++word == 1)
        {
            number = char.IsAsciiDigit((char)b);
        }

        // What ended a comment begins nothing: "*/*" is an operator after a comment.
        previous = piece == SqlPiece.Comment && state == State.Code ? (byte)' ' : b;
        return piece;
    }

    private SqlPiece Step(byte b)
    {
        switch (state)
        {
            case State.LineComment:
                if (b == '\n')
                {
                    Enter(State.Code);
                    GoOn(Continuation.LaterLine);
                }

                return SqlPiece.Comment;
            case State.BlockComment:
                return InBlockComment(b);
            case State.String:
                return UntilQuote(b, (byte)'\'');
            case State.Identifier:
                return UntilQuote(b, (byte)'"');
            case State.EscapeString:
                if (escaped || b == '\\')
                {
                    escaped = !escaped;
                    return SqlPiece.Quoted;
                }

                return UntilQuote(b, (byte)'\'');
            case State.DollarTag:
                return InTag(b);
            case State.Dollar:
                return InDollar(b);
            default:
                return InCodeStep(b);
        }
    }

    private SqlPiece InCodeStep(byte b)
    {
        var before = continuation;
        Follow(b);
        switch (b)
        {
            case (byte)'\'':
                Enter(backslashEscapes || IsEscapePrefix() || before is Continuation.Adjacent or Continuation.LaterLine ? State.EscapeString : State.String);
                return SqlPiece.Quoted;
            case (byte)'"':
                Enter(State.Identifier);
                return SqlPiece.Quoted;
            case (byte)'-' when previous == '-':
                Enter(State.LineComment);
                return SqlPiece.CommentBegins;
            case (byte)'*' when previous == '/':
                (depth, matched, state) = (1, 1, State.BlockComment);
                return SqlPiece.CommentBegins;
            case (byte)'$' when word == 0 || number:
                tag.Clear();
                tag.Add(b);
                state = State.DollarTag;
                return SqlPiece.Code;
            default:
                return SqlPiece.Code;
        }
    }

    private SqlPiece InBlockComment(byte b)
    {
        // It keeps a byte from being counted twice, as in "/*/".
        var pair = matched == 1 ? (byte)0 : previous;
        matched = 0;
        if (b == '*' && pair == '/')
        {
            (depth, matched) = (depth + 1, 1);
        }
        else if (b == '/' && pair == '*')
        {
            (depth, matched) = (depth - 1, 1);
            if (depth == 0)
            {
                Enter(State.Code);
            }
        }

        return SqlPiece.Comment;
    }

    private SqlPiece InTag(byte b)
    {
        if (b == '$')
        {
            tag.Add(b);
            (matched, state) = (0, State.Dollar);
            return SqlPiece.Quoted;
        }

        if (IsWord(b) && !(tag.Count == 1 && char.IsAsciiDigit((char)b)))
        {
            tag.Add(b);
            return SqlPiece.Code;
        }

        Enter(State.Code);
        return InCodeStep(b);
    }

    private SqlPiece InDollar(byte b)
    {
        matched = b == tag[matched] ? matched + 1 : b == '$' ? 1 : 0;
        if (matched == tag.Count)
        {
            Enter(State.Code);
        }

        return SqlPiece.Quoted;
    }

    private SqlPiece UntilQuote(byte b, byte quote)
    {
        if (b == quote)
        {
            continuation = state == State.EscapeString ? Continuation.Adjacent : Continuation.None;
            state = State.Code;
        }

        return SqlPiece.Quoted;
    }

    private void Enter(State entered)
    {
        state = entered;
        escaped = false;
    }

    /// <summary>Between two quotes of one string stand only blanks and line comments, with a line's end among them.</summary>
    private void Follow(byte b)
    {
        if (previous == '-' && b != '-')
        {
            continuation = Continuation.None;
        }

        switch (b)
        {
            case (byte)'\n' or (byte)'\r':
                GoOn(Continuation.LaterLine);
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\f' or (byte)'\v' or (byte)'-':
                GoOn(continuation == Continuation.Adjacent ? Continuation.SameLine : continuation);
                break;
            default:
                continuation = Continuation.None;
                break;
        }
    }

    private void GoOn(Continuation next) => continuation = continuation == Continuation.None ? Continuation.None : next;

    private bool IsEscapePrefix() => word == 1 && previous is (byte)'e' or (byte)'E' && !number;
}
