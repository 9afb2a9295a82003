using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Codec;

/// <summary>A codec's key file of one test.</summary>
internal sealed class KeyFile : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public KeyFile(params string[] ids)
    {
        Write([.. ids.Select(id => $"{id} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}")]);
    }

    public string Path => System.IO.Path.Join(folder.Path, "codec.keys");

    public CodecKeys Keys => CodecKeys.Read(Path);

    public string[] Lines => File.ReadAllLines(Path);

    public void Write(params string[] lines) => folder.WritePrivate("codec.keys", Encoding.ASCII.GetBytes(string.Join('\n', lines)));

    public void Dispose() => folder.Dispose();
}
