using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>
/// No fault: everything that a witness is there to see, done by the test itself when the run has ended, in the run's name. A witness that says nothing
/// of it would say nothing of the product either.
/// </summary>
internal sealed class Misdeeds : Fault
{
    private string bystander = "";

    public override string Says => "the test does all that the product must never do";

    public override bool IsKept => false;

    /// <summary>A container that the tests did not make, as far as the witnesses know.</summary>
    public string Bystander { get; } = $"witnessed-{Guid.NewGuid():N}";

    public override async Task PrepareAsync(FaultContext scene)
    {
        await scene.OwnProductionAsync();
        bystander = await scene.Engine.SleeperAsync(Bystander, null);
        scene.Undo(() => scene.Engine.RemoveContainerAsync(bystander));
    }

    public override Task StrikeAsync(FaultContext scene, CancellationToken over) => Task.CompletedTask;

    public override async Task AfterAsync(FaultContext scene)
    {
        Proof = "the test did it";
        var (names, engine) = (scene.Plan.Objects, scene.Engine);

        // Nothing of it can be seen before and after.
        await engine.PostAsync($"/containers/{bystander}/pause");
        await engine.PostAsync($"/containers/{bystander}/unpause");
        await ChangeStream.SqlAsync(scene.Productions[0], "insert into entry (kind) values ('witnessed')");
        await File.AppendAllTextAsync($"{scene.Plan.WorkDirectory.Path}-bystander", "more");

        var network = (await engine.PostAsync("/networks/create", new JsonObject { ["Name"] = names.Network })).GetProperty("Id").GetString() ?? "";
        var dr = await engine.SleeperAsync(names.DrContainer, null);
        await engine.DeleteAsync($"/networks/{network}");
        await engine.RemoveContainerAsync(dr);
        await engine.PostAsync("/volumes/create", new JsonObject { ["Name"] = names.Volume });
        scene.Undo(() => engine.DeleteAsync($"/volumes/{names.Volume}"));

        using var asTheRun = new Engine(scene.Proxy.Path);
        await asTheRun.DeleteAsync($"/containers/{names.HarnessContainer}");
        await asTheRun.DeleteAsync($"/containers/{bystander[..12]}-x");
        await Assert.ThrowsAsync<InvalidOperationException>(() => asTheRun.PostAsync($"/containers/create?name={Bystander}-2", new JsonObject()));
    }
}
