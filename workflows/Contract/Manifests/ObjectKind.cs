namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

public enum ObjectKind
{
    Container,
    Volume,
    Network,

    /// <summary>A file that teardown overwrites before it unlinks it.</summary>
    SecretFile,

    /// <summary>A file or directory that teardown removes.</summary>
    Path,

    /// <summary>No object: a teardown assertion (G-25, G-21) that could not be read. Only ever a residual.</summary>
    Assertion,
}
