namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>What lstat says of one name, read by <c>statx</c>, whose layout is the same on every processor.</summary>
internal sealed record PathStat
{
    public required PathKind Kind { get; init; }

    /// <summary>The permission bits alone.</summary>
    public required UnixFileMode Mode { get; init; }

    /// <summary>The user's id; 0 is root.</summary>
    public required uint Owner { get; init; }

    public required uint Links { get; init; }

    public required long Size { get; init; }

    public required ulong Inode { get; init; }

    /// <summary><c>major:minor</c>, as /proc/self/mountinfo writes it.</summary>
    public required string Device { get; init; }

    /// <summary>0 on kernels that do not tell (before 5.8).</summary>
    public required ulong Mount { get; init; }

    /// <summary>True when both are one file or directory, by whatever names.</summary>
    public bool Is(PathStat? other) => other is not null && Inode == other.Inode && Device == other.Device;

    public static PathStat Read(byte[] statx)
    {
        var mode = BitConverter.ToUInt16(statx, 28);
        return new PathStat
        {
            Kind = (mode & 0xF000) switch
            {
                0x8000 => PathKind.File,
                0x4000 => PathKind.Directory,
                0xA000 => PathKind.SymbolicLink,
                _ => PathKind.Other,
            },
            Mode = (UnixFileMode)(mode & 0xFFF),
            Owner = BitConverter.ToUInt32(statx, 20),
            Links = BitConverter.ToUInt32(statx, 16),
            Size = BitConverter.ToInt64(statx, 40),
            Inode = BitConverter.ToUInt64(statx, 32),
            Device = $"{BitConverter.ToUInt32(statx, 136)}:{BitConverter.ToUInt32(statx, 140)}",
            Mount = (BitConverter.ToUInt32(statx, 0) & 0x1000) == 0 ? 0 : BitConverter.ToUInt64(statx, 144),
        };
    }
}

internal enum PathKind
{
    File,
    Directory,
    SymbolicLink,

    /// <summary>A socket, pipe or device.</summary>
    Other,
}
