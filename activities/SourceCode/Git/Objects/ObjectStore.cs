using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>
/// Objects of one repository by their names. Only its loose objects and its packs are read: neither its configuration, nor replacements, nor what it
/// borrows from other repositories, nor what it could fetch. Each object is hashed, so that what is read under a name is what the name means.
/// </summary>
internal sealed class ObjectStore(DirectoryHandle objects) : IDisposable
{
    private const string Repair = "run `git fsck` there, repair it or clone it again";
    private const int Block = 1 << 16;
    private readonly byte[] block = new byte[Block];
    private List<Pack>? packs;

    public delegate void Take(ReadOnlySpan<byte> part);

    /// <summary>An object that is small enough to be held.</summary>
    public byte[] Read(string name, GitObjectKind kind, int limit)
    {
        using var whole = new MemoryStream();
        Copy(name, kind, limit, whole.Write);
        return whole.ToArray();
    }

    /// <summary>Hands an object over part by part, and answers its size. What was handed over is worth nothing when this throws.</summary>
    /// <param name="name">40 hex digits.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="take">Given each part in turn.</param>
    public long Copy(string name, GitObjectKind kind, long limit, Take take)
    {
        try
        {
            using var found = Open(name) ?? throw new UnreadableCodeException($"{ObjectHash.Word(kind)} {name} is missing{Borrowed()}", MissingRemedy());
            return found.Kind != kind ? throw new InvalidDataException($"it is a {ObjectHash.Word(found.Kind)}")
                : found.Size > limit ? throw new UnreadableCodeException($"{ObjectHash.Word(kind)} {name} has {found.Size} bytes, at most {limit} are read", "leave it out of the accepted commit")
                : Copy(found, name, take);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new UnreadableCodeException($"{ObjectHash.Word(kind)} {name} cannot be read: {e.Message.TrimEnd('.')}", Repair);
        }
    }

    public void Dispose()
    {
        packs?.ForEach(p => p.Dispose());
        objects.Dispose();
    }

    private long Copy(GitObject found, string name, Take take)
    {
        using var hash = new ObjectHash(found.Kind, found.Size);
        long copied = 0;
        int length;
        while ((length = found.Content.Read(block)) > 0)
        {
            copied += length;
            if (copied > found.Size)
            {
                throw new InvalidDataException("it is longer than it says");
            }

            hash.Append(block.AsSpan(0, length));
            take(block.AsSpan(0, length));
        }

        var actual = hash.Finish();
        return copied != found.Size ? throw new InvalidDataException("it is shorter than it says")
            : actual != name ? throw new InvalidDataException($"its content is that of {actual}")
            : copied;
    }

    private GitObject? Open(string name)
    {
        using (var folder = GitFiles.Folder(objects, name[..2]))
        {
            if (folder is not null && GitFiles.File(folder, name[2..]) is { } file)
            {
                return LooseObject.Open(file);
            }
        }

        var bytes = Convert.FromHexString(name);
        foreach (var pack in packs ??= OpenPacks())
        {
            if (pack.Open(bytes) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private List<Pack> OpenPacks()
    {
        var opened = new List<Pack>();
        using var folder = GitFiles.Folder(objects, "pack");
        foreach (var name in folder?.Names().Where(n => n.EndsWith(".idx", StringComparison.Ordinal)) ?? [])
        {
            if (GitFiles.File(folder!, name) is { } index && GitFiles.File(folder!, $"{name[..^4]}.pack") is { } pack)
            {
                opened.Add(new Pack(new PackIndex(index), pack));
            }
        }

        return opened;
    }

    private bool Borrows()
    {
        using var info = GitFiles.Folder(objects, "info");
        return info?.Stat("alternates") is not null;
    }

    private string Borrowed() => Borrows() ? "; the repository borrows objects from another one (objects/info/alternates), and those are not read" : "";

    private string MissingRemedy() => Borrows()
        ? "make the repository whole with `git repack -a -d`, then remove objects/info/alternates"
        : "fetch it: a shallow or partial clone has not all of its objects";
}
