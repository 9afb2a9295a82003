namespace DotIuCutter.Temporal.Activities.Docker.Exec;

/// <summary>Runs a program in a running container. The only door from the PostgreSQL edge to Docker.</summary>
internal interface IContainerExec
{
    /// <summary>Collects standard output, at most 1 MiB.</summary>
    Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel);

    /// <summary>Writes standard output to <paramref name="stdout"/> as it comes; cancelling ends the program in the container too, unless it ends by itself.</summary>
    Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel);
}

/// <summary>Never carries a secret: Docker prints a command in its events.</summary>
internal sealed record ExecCommand
{
    public required IReadOnlyList<string> Argv { get; init; }

    /// <summary>User name in the container; absent for the image's own.</summary>
    public string? User { get; init; }

    /// <summary><c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Its standard input, up to the stream's end; absent for none. Only psql may have one.</summary>
    public Stream? Input { get; init; }

    /// <summary>
    /// True for a program that changes nothing and ends soon. When nobody reads it any more it is left alone: ending it is another program in the container, for which an abort
    /// would wait.
    /// </summary>
    public bool EndsByItself { get; init; }
}

internal sealed record ExecOutput
{
    public required long ExitCode { get; init; }

    /// <summary>Empty when streamed.</summary>
    public required string Stdout { get; init; }

    /// <summary>The last 8 KiB.</summary>
    public required string Stderr { get; init; }
}
