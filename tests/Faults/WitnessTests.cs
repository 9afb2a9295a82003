using DotIuCutter.Temporal.Tests.Faults.Kinds;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>Each witness sees what it is there for.</summary>
[Trait("needs", "docker")]
[Collection(nameof(FaultSession))]
public sealed class WitnessTests(FaultSession session)
{
    [Fact]
    public async Task Every_witness_tells_of_what_it_is_there_to_see()
    {
        await session.World.ReadyAsync();
        var deeds = new Misdeeds();
        var record = await session.ResultAsync(deeds);

        // The inventory, and planted files.
        Assert.Contains(record.Residuals, r => r.StartsWith("volume '", StringComparison.Ordinal) && r.EndsWith("is still there", StringComparison.Ordinal));
        Assert.Contains(record.ForeignTouched, f => f.Contains("-bystander', a bystander, is changed", StringComparison.Ordinal));

        // Docker's own events.
        Assert.Contains(record.ForeignTouched, f => f.StartsWith($"Docker tells of 'pause' on container '{deeds.Bystander}'", StringComparison.Ordinal));
        Assert.Contains(record.Wrong, w => w.StartsWith("network '", StringComparison.Ordinal) && w.Contains("was destroyed before container '", StringComparison.Ordinal));

        // The proxy.
        Assert.Contains(record.ForeignTouched, f => f.StartsWith("the run asked for DELETE /containers/", StringComparison.Ordinal) && f.EndsWith("which it did not create", StringComparison.Ordinal));
        Assert.Contains(record.Wrong, w => w.StartsWith("DELETE /containers/", StringComparison.Ordinal) && w.EndsWith("names neither a full id nor exactly the volume", StringComparison.Ordinal));
        Assert.Contains(record.Wrong, w => w.Contains($"name={deeds.Bystander}-2 is a create under a name that is not the run's", StringComparison.Ordinal));

        // Production's change stream.
        Assert.Contains(record.ProtectedChanged, p => p.StartsWith("1 row changes were committed in production", StringComparison.Ordinal));

        // The verdict against all of them.
        Assert.Contains(record.Wrong, w => w.StartsWith("the product calls it cleanly closed; the witnesses saw", StringComparison.Ordinal));
        Assert.False(record.Passed);
    }
}
