using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Architecture;

/// <summary>Whoever searches for a type finds that type, and no other of its name.</summary>
public sealed class TypeNameTests
{
    private static readonly string[] Projects = ["workflows", "activities", "worker", "tests"];

    [Fact]
    public void No_type_name_means_two_things() => Assert.Empty(TypeNames.Shared(Repository.Root, Projects));

    [Theory]
    [InlineData("internal enum GateState { One }")]
    [InlineData("internal sealed class Outer { internal sealed record GateState; }")]
    [InlineData("internal delegate void GateState();")]
    public void A_planted_second_meaning_is_found_and_named(string second) => Assert.Equal(
        ["GateState: tests/Planted.cs, workflows/Contract/Gates/GateState.cs"],
        TypeNames.Shared(Repository.Root, Projects, ("tests/Planted.cs", $"namespace Planted; {second}")));

    [Fact]
    public void What_only_its_own_type_or_file_sees_has_a_name_of_its_own() => Assert.Empty(TypeNames.Shared(
        Repository.Root, Projects, ("tests/Planted.cs", "namespace Planted; internal sealed class Outer { private sealed class GateState; class Manifest; } file sealed class Report;")));
}
