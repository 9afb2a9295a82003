namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>What a byte of SQL belongs to.</summary>
internal enum SqlPiece
{
    Code,

    /// <summary>A string, a dollar-quoted text or a quoted identifier, its quotes included.</summary>
    Quoted,

    Comment,

    /// <summary>The second byte of <c>--</c> or <c>/*</c>: the byte before, given out as code, belonged to it.</summary>
    CommentBegins,
}

/// <summary>
/// Tells code from comments and quoted text, byte by byte, so that it can stand in a stream. UTF-8 or ASCII; standard_conforming_strings on.
/// </summary>
internal sealed class SqlScanner
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

    private readonly List<byte> _tag = [];
    private State _state;
    private State _closed;
    private int _depth;
    private int _matched;
    private bool _escaped;
    private byte _previous;
    private byte _beforeThat;

    public bool InCode => _state is State.Code or State.DollarTag;

    public SqlPiece Feed(byte b)
    {
        var piece = Step(b);

        // What ended a comment begins nothing: "*/*" is an operator after a comment.
        (_beforeThat, _previous) = (_previous, piece == SqlPiece.Comment && _state == State.Code ? (byte)' ' : b);
        return piece;
    }

    private SqlPiece Step(byte b)
    {
        switch (_state)
        {
            case State.LineComment:
                if (b == '\n')
                {
                    Enter(State.Code);
                }

                return SqlPiece.Comment;
            case State.BlockComment:
                return InBlockComment(b);
            case State.String:
                return UntilQuote(b, (byte)'\'');
            case State.Identifier:
                return UntilQuote(b, (byte)'"');
            case State.EscapeString:
                if (_escaped || b == '\\')
                {
                    _escaped = !_escaped;
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
        var closed = _closed;
        _closed = State.Code;
        switch (b)
        {
            case (byte)'\'':
                // A doubled quote goes on with the string it seemed to end.
                Enter(closed is State.String or State.EscapeString ? closed : IsEscapePrefix() ? State.EscapeString : State.String);
                return SqlPiece.Quoted;
            case (byte)'"':
                Enter(State.Identifier);
                return SqlPiece.Quoted;
            case (byte)'-' when _previous == '-':
                Enter(State.LineComment);
                return SqlPiece.CommentBegins;
            case (byte)'*' when _previous == '/':
                (_depth, _matched, _state) = (1, 1, State.BlockComment);
                return SqlPiece.CommentBegins;
            case (byte)'$' when !IsWord(_previous):
                _tag.Clear();
                _tag.Add(b);
                _state = State.DollarTag;
                return SqlPiece.Code;
            default:
                return SqlPiece.Code;
        }
    }

    private SqlPiece InBlockComment(byte b)
    {
        // _matched keeps a byte from being counted twice, as in "/*/".
        var pair = _matched == 1 ? (byte)0 : _previous;
        _matched = 0;
        if (b == '*' && pair == '/')
        {
            (_depth, _matched) = (_depth + 1, 1);
        }
        else if (b == '/' && pair == '*')
        {
            (_depth, _matched) = (_depth - 1, 1);
            if (_depth == 0)
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
            _tag.Add(b);
            (_matched, _state) = (0, State.Dollar);
            return SqlPiece.Quoted;
        }

        if (IsWord(b) && !(_tag.Count == 1 && char.IsAsciiDigit((char)b)))
        {
            _tag.Add(b);
            return SqlPiece.Code;
        }

        Enter(State.Code);
        return InCodeStep(b);
    }

    private SqlPiece InDollar(byte b)
    {
        _matched = b == _tag[_matched] ? _matched + 1 : b == '$' ? 1 : 0;
        if (_matched == _tag.Count)
        {
            Enter(State.Code);
        }

        return SqlPiece.Quoted;
    }

    private SqlPiece UntilQuote(byte b, byte quote)
    {
        if (b == quote)
        {
            _closed = _state;
            _state = State.Code;
        }

        return SqlPiece.Quoted;
    }

    private void Enter(State state)
    {
        _state = state;
        _escaped = false;
    }

    private bool IsEscapePrefix() => _previous is (byte)'e' or (byte)'E' && !IsWord(_beforeThat);

    /// <summary>Of a keyword, or a name without quotes.</summary>
    public static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '_' || b >= 0x80;
}
