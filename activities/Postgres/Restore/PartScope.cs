using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Postgres.Dump;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>What a part of a dump asks of the sessions that restore it together.</summary>
internal abstract partial record PartScope
{
    private const string Identifier = """(?:"(?:[^"]|"")+"|[^\s".(]+)""";
    private const string Named = $@"(?<table>{Identifier}\.{Identifier})";

    private const string Event = "(?:INSERT|DELETE|UPDATE|TRUNCATE)";

    /// <summary>After all that came before it, and before all that comes after it.</summary>
    public sealed record Alone : PartScope
    {
        public static readonly Alone Instance = new();
    }

    /// <summary>In every session: a setting of the session, or a word for its psql.</summary>
    public sealed record Everywhere : PartScope
    {
        public static readonly Everywhere Instance = new();
    }

    /// <summary>After what came before it for the same tables, and after all that was alone. Rows that come in several parts share one of these.</summary>
    /// <param name="Name">The table's name as the dump writes it, or a sequence's.</param>
    /// <param name="Referenced">The other table that a foreign key locks.</param>
    public sealed record Tables(string Name, string? Referenced = null) : PartScope
    {
        public IReadOnlyList<string> Names => Referenced is null ? [Name] : [Name, Referenced];
    }

    /// <summary>What is not known to be one table's own, or a foreign key, is done alone.</summary>
    public static PartScope From(DumpPiece piece) => piece switch
    {
        DumpPiece.MetaCommand => Everywhere.Instance,
        DumpPiece.Copy copy => From(copy.Text),
        DumpPiece.Statement statement => From(statement.Text),
        _ => Alone.Instance,
    };

    private static PartScope From(string text) =>
        IsSetting(text) ? Everywhere.Instance
        : OfOneTable().Match(text) is { Success: true } own ? new Tables(own.Groups["table"].Value)
        : ForeignKey().Match(text) is { Success: true } key ? new Tables(key.Groups["table"].Value, key.Groups["referenced"].Value)
        : Alone.Instance;

    private static bool IsSetting(string text) =>
        text.StartsWith("SET ", StringComparison.Ordinal) || text.StartsWith("SELECT pg_catalog.set_config(", StringComparison.Ordinal);

    // Rows, the indexes that are built from them, where a sequence stands, and triggers, but for those of chosen columns, whose names could be anything. An attached index is
    // its parent's too.
    [GeneratedRegex(
        $@"^(?:COPY {Named} .*FROM stdin|SELECT pg_catalog\.setval\((?<table>'(?:[^']|'')+')|ALTER TABLE ONLY {Named}\s+ADD CONSTRAINT {Identifier} (?:PRIMARY KEY|UNIQUE)\b|CREATE (?:UNIQUE )?INDEX {Identifier} ON (?:ONLY )?{Named} USING |CREATE TRIGGER {Identifier} (?:BEFORE|AFTER) {Event}(?: OR {Event})* ON {Named} FOR EACH )",
        RegexOptions.Singleline)]
    private static partial Regex OfOneTable();

    [GeneratedRegex(
        $@"^ALTER TABLE ONLY {Named}\s+ADD CONSTRAINT {Identifier} FOREIGN KEY \([^;]+?\) REFERENCES (?<referenced>{Identifier}\.{Identifier})\(", RegexOptions.Singleline)]
    private static partial Regex ForeignKey();
}
