using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class EvidenceClaimTests : IDisposable
{
    private readonly Scratch scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Workers_of_one_Temporal_share_it_and_one_of_another_is_told_whose_it_is_until_the_last_has_gone()
    {
        using (await TakeAsync("one"))
        {
            using (var second = await TakeAsync("one"))
            {
                Assert.Null(second.Other);
            }

            using var foreign = await TakeAsync("another");
            Assert.Equal("one", foreign.Other);
        }

        using var next = await TakeAsync("another");
        Assert.Null(next.Other);
        using var late = await TakeAsync("one");
        Assert.Equal("another", late.Other);
    }

    [Fact]
    public async Task Of_many_at_once_only_those_of_one_Temporal_get_it()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => TakeAsync($"{i % 3}"), Cancel)));
        var refused = claims.Where(c => c.Other is not null).Select(c => c.Other).Distinct().ToList();
        Assert.Equal(8, claims.Count(c => c.Other is null));
        Assert.Single(refused);
        Array.ForEach(claims, c => c.Dispose());
    }

    [Fact]
    public async Task Makes_the_directory_private_where_it_is_missing()
    {
        using var claim = await EvidenceClaim.TakeAsync(scratch.At("new/evidence"), "one", Cancel);
        Assert.Equal(OwnedDirectory.PrivateDirectory, File.GetUnixFileMode(scratch.At("new/evidence")));
    }

    private Task<EvidenceClaim> TakeAsync(string claim) => EvidenceClaim.TakeAsync(scratch.Host.Evidence, claim, Cancel);
}
