using System.Globalization;
using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>What the server that the dump is read from says of itself.</summary>
internal sealed record StandbyState
{
    public required string SystemIdentifier { get; init; }

    public required bool InRecovery { get; init; }

    /// <summary>The role the session really has.</summary>
    public required string Role { get; init; }

    /// <summary>Seconds since the last transaction it replayed; absent where it has replayed none, and large where production is idle.</summary>
    public double? BehindSeconds { get; init; }

    public const string Query =
        """
        SELECT pg_catalog.jsonb_build_object(
            'systemIdentifier', (SELECT c.system_identifier::text FROM pg_catalog.pg_control_system() c),
            'inRecovery', pg_catalog.pg_is_in_recovery(),
            'role', current_user::text,
            'behindSeconds', EXTRACT(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp()))
        """;

    [JsonIgnore]
    public string Description
    {
        get
        {
            var replayed = BehindSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", last transaction replayed {seconds:0.0} s ago") : "";
            return $"system identifier {SystemIdentifier}, {(InRecovery ? "in recovery" : "not in recovery")}, role '{Role}'{replayed}";
        }
    }

    public bool IsOf(ProductionIdentity production, string role) => InRecovery && SystemIdentifier == production.SystemIdentifier && Role == role;
}
