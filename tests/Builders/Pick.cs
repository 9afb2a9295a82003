using CsCheck;

namespace DotIuCutter.Temporal.Tests.Builders;

internal static class Pick
{
    public static Gen<T> One<T>(params IReadOnlyList<T> of) => Gen.Int[0, of.Count - 1].Select(i => of[i]);
}
