using DotIuCutter.Temporal.Activities.Postgres.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>How the DR's PostgreSQL is started.</summary>
internal static class DrServerSettings
{
    internal static IReadOnlyList<string> Command(bool durable) => ["postgres", .. Settings(durable).SelectMany(s => (string[])["-c", s])];

    private static IEnumerable<string> Settings(bool durable) =>
    [
        // The harness comes by DNS on the isolated network, the worker by the socket in $WD.
        "listen_addresses=*",
        $"unix_socket_directories=/var/run/postgresql,{DrSocket.Directory}",

        // Effects are proved by logical decoding: one slot for each scenario.
        "wal_level=logical",
        "max_wal_senders=0",
        "max_replication_slots=64",
        "autovacuum=off",
        "maintenance_work_mem=256MB",

        // The SQL trace; parameters are data of production and stay out of it.
        "logging_collector=on",
        "log_destination=jsonlog",
        "log_directory=/log",
        "log_filename=postgresql.log",
        "log_rotation_age=0",
        "log_rotation_size=0",
        "log_file_mode=0644",
        "log_statement=all",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0",
        "log_min_error_statement=error",

        // The DR is thrown away: it need not survive a power cut.
        .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
    ];
}
