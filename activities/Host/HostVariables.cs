namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Environment variables of a worker that more than one place names.</summary>
public static class HostVariables
{
    /// <summary>File of the keys that payloads are encoded with.</summary>
    public const string CodecKey = "DRYRUN_CODEC_KEY";

    /// <summary>File of the host's policy, which is above every plan.</summary>
    public const string Policy = "DRYRUN_POLICY";

    /// <summary>File of the private key that evidence is signed with.</summary>
    public const string SigningKey = "DRYRUN_SIGNING_KEY";

    /// <summary>File that names the webhook notices are posted to.</summary>
    public const string Webhook = "DRYRUN_WEBHOOK";
}
