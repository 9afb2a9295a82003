using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.PlanDocuments;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Manifests;

public sealed class ManifestDerivationProperties
{
    private static readonly Gen<Manifest> Any = Gen.Select(PlanGen.Valid, Gen.Guid).Select((plan, random) => Derive(plan, RunNonce.From(random)));

    [Fact]
    public void The_same_plan_and_nonce_give_the_same_manifest() => Gen.Select(PlanGen.Valid, Gen.Guid).Sample((plan, random) =>
    {
        var nonce = RunNonce.From(random);
        Assert.Equal(Written(Derive(plan, nonce)), Written(Derive(plan, nonce)));
    });

    [Fact]
    public void A_manifest_comes_back_from_its_file_with_every_object() => Any.Sample(manifest =>
    {
        var read = JsonSerializer.Deserialize<Manifest>(Written(manifest), Json.Options);
        Assert.Equal(manifest.Objects, read!.Objects);
        Assert.Equal(Written(manifest), Written(read));
    });

    [Fact]
    public void The_names_in_a_manifest_keep_every_rule_of_a_plan() => Any.Sample(manifest =>
        Assert.Equal("", string.Join('\n', PlanDocument.Read(Plans.Json(manifest.Plan)).Problems)));

    [Fact]
    public void Every_run_is_named_in_full() => Any.Sample(manifest =>
    {
        Assert.All(manifest.Objects, o => Assert.DoesNotContain("{run}", o.Name, StringComparison.Ordinal));
        Assert.DoesNotContain("{run}", manifest.Paths.WorkDirectory, StringComparison.Ordinal);
        Assert.DoesNotContain("{run}", manifest.Paths.SecretsDirectory, StringComparison.Ordinal);
    });

    [Fact]
    public void No_two_objects_share_a_name() => Any.Sample(manifest =>
        Assert.Equal(manifest.Objects.Count, manifest.Objects.Select(o => o.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count()));

    [Fact]
    public void Every_object_is_destroyed_by_one_of_the_five_steps_and_every_step_destroys_something() => Any.Sample(manifest =>
    {
        Assert.All(manifest.Objects, o => Assert.InRange(o.Step, TeardownStep.HarnessContainer, TeardownStep.SecretsAndFiles));
        Assert.Equal([1, 2, 3, 4, 5], manifest.Objects.Select(o => (int)o.Step).Distinct().Order());
    });

    /// <summary>A directory only unlinks what is left in it, so every secret and the dump are shredded before theirs is removed.</summary>
    [Fact]
    public void Every_secret_and_the_dump_are_shredded_before_their_directories_are_removed() => Any.Sample(manifest =>
    {
        var last = manifest.Objects.Where(o => o.Step == TeardownStep.SecretsAndFiles).Select(o => o.Kind).ToList();
        Assert.Equal([.. manifest.Paths.Secrets, manifest.Paths.Dump], manifest.Objects.Where(o => o.Kind == ObjectKind.SecretFile).Select(o => o.Name));
        Assert.Equal([manifest.Paths.DrEnv, manifest.Paths.DrPassword, manifest.Paths.DrPgpass], manifest.Paths.Secrets);
        Assert.True(last.LastIndexOf(ObjectKind.SecretFile) < last.IndexOf(ObjectKind.Path));
    });

    [Fact]
    public void Two_runs_of_a_plan_with_run_in_its_names_share_none() => Gen.Select(Gen.Guid, Gen.Guid).Sample((a, b) =>
    {
        var (first, second) = (Derive(Plans.Valid(), RunNonce.From(a)), Derive(Plans.Valid(), RunNonce.From(b)));
        Assert.Equal(RunNonce.Prefix(first.Nonce) == RunNonce.Prefix(second.Nonce), first.Objects.Select(o => o.Name).Intersect(second.Objects.Select(o => o.Name)).Any());
    });

    [Fact]
    public void Nothing_of_the_plan_changes_but_objects_and_work_directory() => Gen.Select(PlanGen.Valid, Gen.Guid).Sample((plan, random) => Assert.Equal(
        plan, Derive(plan, RunNonce.From(random)).Plan with { Objects = plan.Objects, WorkDirectory = plan.WorkDirectory }));

    private static Manifest Derive(Plan plan, string nonce) => ManifestDerivation.Derive(plan, PlanDigest.Compute(plan), $"dryrun-{plan.Name}", nonce, DateTimeOffset.UnixEpoch);

    private static string Written(Manifest manifest) => JsonSerializer.Serialize(manifest, Json.Options);
}
