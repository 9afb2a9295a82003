using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Codec;

namespace DotIuCutter.Temporal.Tests.Codec;

/// <summary>A codec's key file of one test.</summary>
internal sealed class KeyFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codec-test-");

    public KeyFile(params string[] ids)
    {
        Write([.. ids.Select(id => $"{id} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}")]);
    }

    public string Path => System.IO.Path.Join(folder.FullName, "codec.keys");

    public CodecKeys Keys => CodecKeys.Read(Path);

    public string[] Lines => File.ReadAllLines(Path);

    public void Write(params string[] lines)
    {
        File.WriteAllLines(Path, lines);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
