using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>What a part of a dump asks of the sessions that restore the dump together.</summary>
internal abstract partial record PartScope
{
    /// <summary>As pg_dump writes it: quoted, or without any byte that would need quotes.</summary>
    private const string Identifier = """(?:"(?:[^"]|"")+"|[^\s",.();']+)""";
    private const string Named = $@"(?<table>{Identifier}\.{Identifier})";
    private const string Columns = $@"\({Identifier}(?:, {Identifier})*\)";
    private const string Event = "(?:INSERT|DELETE|UPDATE|TRUNCATE)";

    /// <summary>After everything before it, and before everything after it.</summary>
    public sealed record Exclusive : PartScope
    {
        public static readonly Exclusive Instance = new();
    }

    /// <summary>Once in every session: a setting of the session, or a command for its psql.</summary>
    public sealed record EverySession : PartScope
    {
        public static readonly EverySession Instance = new();
    }

    /// <summary>After what came before it for the same tables, and after everything exclusive before it. Rows that come in several parts share one of these.</summary>
    /// <param name="Name">The table's name as the dump writes it, or a sequence's.</param>
    /// <param name="Referenced">The other table that a foreign key locks.</param>
    public sealed record Tables(string Name, string? Referenced = null) : PartScope
    {
        public IReadOnlyList<string> Names => Referenced is null ? [Name] : [Name, Referenced];
    }

    /// <summary>What is not known to be one table's own, or a foreign key, is exclusive.</summary>
    public static PartScope From(DumpPiece piece) => piece switch
    {
        DumpPiece.MetaCommand => EverySession.Instance,
        DumpPiece.Copy copy => CopiedTable().Match(copy.Text) is { Success: true } rows ? Table(rows) : Exclusive.Instance,
        DumpPiece.SqlStatement statement => From(statement.Text),
        _ => Exclusive.Instance,
    };

    private static PartScope From(string statement) =>
        IsSetting(statement) ? EverySession.Instance
        : OneTable().Match(statement) is { Success: true } own ? Table(own)
        : ForeignKey().Match(statement) is { Success: true } key ? new Tables(key.Groups["table"].Value, key.Groups["referenced"].Value)
        : Exclusive.Instance;

    private static Tables Table(Match match) => new(match.Groups["table"].Value);

    private static bool IsSetting(string statement) =>
        statement.StartsWith("SET ", StringComparison.Ordinal) || statement.StartsWith("SELECT pg_catalog.set_config(", StringComparison.Ordinal);

    [GeneratedRegex($"^COPY {Named}[ (]")]
    private static partial Regex CopiedTable();

    // Indexes, which are built from the rows, where a sequence stands, and triggers, but for those of chosen columns, whose names could be anything. An attached index is
    // its parent's too.
    [GeneratedRegex(
        $@"^(?:SELECT pg_catalog\.setval\((?<table>'(?:[^']|'')+')|ALTER TABLE ONLY {Named}\s+ADD CONSTRAINT {Identifier} (?:PRIMARY KEY|UNIQUE)\b|CREATE (?:UNIQUE )?INDEX {Identifier} ON (?:ONLY )?{Named} USING |CREATE TRIGGER {Identifier} (?:BEFORE|AFTER) {Event}(?: OR {Event})* ON {Named} FOR EACH )")]
    private static partial Regex OneTable();

    // Its columns are read by name, since a name can hold anything: ") REFERENCES " too.
    [GeneratedRegex(
        $@"^ALTER TABLE ONLY {Named}\s+ADD CONSTRAINT {Identifier} FOREIGN KEY {Columns} REFERENCES (?<referenced>{Identifier}\.{Identifier})\(")]
    private static partial Regex ForeignKey();
}
