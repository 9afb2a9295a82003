// harness commit|rollback: one scenario. Ends with 0 when it committed, with 3 when PostgreSQL refused a row.

#:package Npgsql@10.0.3
#:property PublishAot=false
#:property InvariantGlobalization=true

using Npgsql;

// An exception that nobody catches would abort, which process 1 of a container cannot: it dies of a segmentation fault instead.
AppDomain.CurrentDomain.UnhandledException += (_, error) =>
{
    Console.Error.WriteLine(error.ExceptionObject);
    Environment.Exit(1);
};

string[] kinds = args[0] switch
{
    "commit" => ["from .NET"],
    // The table takes no empty kind: the second row is refused, and takes the first with it.
    "rollback" => ["from .NET", ""],
    var other => throw new ArgumentException($"expected commit or rollback, found '{other}'"),
};

// Npgsql itself reads PGUSER and PGPASSFILE, and no other variable that it is given.
var target = new NpgsqlConnectionStringBuilder
{
    Host = Environment.GetEnvironmentVariable("PGHOST"),
    Port = int.Parse(Environment.GetEnvironmentVariable("PGPORT")!),
    Database = Environment.GetEnvironmentVariable("PGDATABASE"),

    // Else it looks for Kerberos first, which the image does not have.
    GssEncryptionMode = GssEncryptionMode.Disable,
};

await using var connection = new NpgsqlConnection(target.ConnectionString);
await connection.OpenAsync();
await using var transaction = await connection.BeginTransactionAsync();
try
{
    foreach (var kind in kinds)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO public.entry (kind) VALUES ($1)", connection, transaction);
        insert.Parameters.Add(new() { Value = kind });
        await insert.ExecuteNonQueryAsync();
    }
}
catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
{
    await transaction.RollbackAsync();
    Console.Error.WriteLine($"rolled back: {refused.MessageText}");
    return 3;
}

await transaction.CommitAsync();
Console.WriteLine("committed");
return 0;
