using System.Security.Cryptography;
using System.Text;

namespace DotIuCutter.Temporal.Activities.Closure.Reports;

/// <summary>What <c>sha256sum --check SHA256SUMS</c> reads, over every retained file but itself and the hidden ones.</summary>
internal static class Sha256Sums
{
    public const string FileName = "SHA256SUMS";

    public static async Task<string> OfAsync(string folder, IEnumerable<string> files, CancellationToken cancel)
    {
        var sums = new StringBuilder();
        foreach (var file in files.Where(f => f != FileName && !f.Split('/').Any(part => part.StartsWith('.'))))
        {
            await using var stream = File.OpenRead(Path.Join(folder, file));
            sums.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel))).Append("  ").Append(file).Append('\n');
        }

        return sums.ToString();
    }
}
