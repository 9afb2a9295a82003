using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>The form in which the rows of many tables are compared and retained: one digest.</summary>
internal static class RowCounts
{
    /// <summary>SHA-256 over the sorted lines <c>schema.table count</c>, each ended by a line feed; 64 hex digits.</summary>
    public static string Sha256(IEnumerable<KeyValuePair<QualifiedName, long>> rows)
    {
        var text = new StringBuilder();
        foreach (var (table, count) in rows.OrderBy(row => row.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{table} {count}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
