namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>Where the run keeps its files on the worker's host. All of it is gone after teardown step 5.</summary>
public sealed record WorkDirectory
{
    /// <summary>Absolute path of <c>$WD</c>, below the worker's allowed root; holds <c>dr_src.sql</c>, the socket and the server's log. At most 80 bytes.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute path of the run's secrets, on a tmpfs such as <c>/dev/shm</c>; holds <c>dr.env</c> and its kin, mode 0600 in a 0700 directory.</summary>
    public required string Secrets { get; init; }
}
