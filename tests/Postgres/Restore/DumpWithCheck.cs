using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

/// <summary>A dump of two tables, one of which has a check that reads the other.</summary>
internal static class DumpWithCheck
{
    /// <summary>Puts it in the place of the run's dump.</summary>
    /// <param name="own">Whose dump is overwritten.</param>
    /// <param name="rows">What stands after the two tables.</param>
    /// <param name="done">False while more may come.</param>
    /// <param name="encoding">UTF-8 where it is null.</param>
    /// <returns>The offset of the first byte that is not ASCII; -1 where there is none.</returns>
    public static async Task<int> WriteAsync(World own, string rows, bool done = true, Encoding? encoding = null)
    {
        var sql = $"""
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE TABLE public.a_parent (id integer);
            CREATE FUNCTION public.known(integer) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM public.a_parent WHERE id = $1)';
            CREATE TABLE public.child (id integer CHECK (public.known(id)));
            {rows}
            """;
        var bytes = (encoding ?? Encoding.UTF8).GetBytes(sql);
        await File.WriteAllBytesAsync(RunPaths.For(own.Directories).Dump, bytes, TestContext.Current.CancellationToken);
        var record = own.Dump with { Sha256 = "of another dump", Bytes = bytes.Length };
        await new DumpMark { Attempt = $"{Guid.NewGuid():N}", Record = done ? record : null }.WriteAsync(own.Directories, TestContext.Current.CancellationToken);
        return Array.FindIndex(bytes, b => b >= 0x80);
    }
}
