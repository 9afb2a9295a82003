namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>A secret or key the plan only names: one file of one directory, readable by the worker alone.</summary>
internal static class NamedFile
{
    /// <summary>The same by its absolute path, which a variable of the worker gives.</summary>
    /// <exception cref="InvalidOperationException">No plain path, absent, not a file, or not mode 0600.</exception>
    public static byte[] ReadAt(string noun, string variable, string path) => PathRules.IsPlain(path)
        ? Read(noun, PathRules.ParentOf(path), Path.GetFileName(path))
        : throw new InvalidOperationException($"{variable} is '{path}', expected the absolute path of a key file without '.' or '..'. Write it out.");

    /// <exception cref="InvalidOperationException">No plain name, absent, not a file, or not mode 0600.</exception>
    public static byte[] Read(string noun, string directory, string name)
    {
        if (!PathRules.IsPlain("/" + name) || name.Contains('/', StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{noun} '{name}' is no plain name, expected a file name. Correct the plan.");
        }

        using var folder = DirectoryHandle.Open(PathRules.Canonical(directory));
        var stat = folder?.Stat(name);
        if (folder is null || stat is null)
        {
            throw new InvalidOperationException($"{noun} '{name}' is absent, expected a file of that name in '{directory}'. Put it there, mode 0600.");
        }

        if (stat.Kind != PathKind.File || stat.Mode != OwnedDirectory.PrivateFile)
        {
            throw new InvalidOperationException(
                $"{noun} '{name}' is a {stat.Kind} with mode {Convert.ToString((int)stat.Mode, 8)}, expected a file with mode 600. Run `chmod 600 {directory}/{name}`.");
        }

        using var file = folder.OpenFile(name, write: false)
            ?? throw new InvalidOperationException($"{noun} '{name}' vanished while it was read. Put it back.");
        var bytes = new byte[Math.Min(stat.Size, 1 << 20)];
        return bytes[..RandomAccess.Read(file, bytes, 0)];
    }
}
