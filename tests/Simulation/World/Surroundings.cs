using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>What no run may change: protected and watched containers, production, the accepted code. Only foreigners do.</summary>
internal sealed class Surroundings(Dice dice)
{
    public ContainerCapture Protected { get; private set; } = Standing("protected-one", dice);

    public ContainerCapture Watched { get; private set; } = Standing("svc-one", dice);

    public ContainerCapture Production { get; private set; } = Standing("prod", dice);

    public string SystemIdentifier { get; private set; } = "7000000000000000001";

    public string Fingerprint { get; private set; } = "f";

    public void RestartProtected() => Protected = Protected with { StartedAt = "2026-05-17T12:00:00.000000001Z" };

    public void RestartWatched() => Watched = Watched with { RestartCount = Watched.RestartCount + 1 };

    public void RestartProduction() => Production = Production with { StartedAt = "2026-05-17T12:00:00.000000001Z" };

    public void ReplaceProduction() => SystemIdentifier = "7000000000000000009";

    public void ChangeCode() => Fingerprint = "g";

    private static ContainerCapture Standing(string name, Dice dice) => new()
    {
        Name = name,
        Id = dice.Id(),
        Image = "sha256:1",
        StartedAt = "2026-05-01T00:00:00.000000001Z",
        RestartCount = 0,
        State = "running",
    };
}
