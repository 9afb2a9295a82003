using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>What a JSON value must look like, read once from the plan's records; the schema and the reference are made from it too.</summary>
internal abstract record Shape
{
    private static readonly ConcurrentDictionary<Type, Record> Records = new();

    private Shape()
    {
    }

    public static Record Of(Type record) => Records.GetOrAdd(record, static type => new Record(type, [.. Member.List(type)]));

    public static Shape Of(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return type switch
        {
            _ when type == typeof(string) => new Text(),
            _ when type == typeof(bool) => new Truth(),
            _ when type == typeof(int) => new WholeNumber(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => new WholeNumber(long.MinValue, long.MaxValue),
            { IsEnum: true } => new Word([.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => new ListOf(Of(info.GenericTypeArguments[0])),
            _ when type == typeof(IReadOnlyDictionary<string, string>) => new MapOf(new Text()),
            { IsClass: true } when type.Assembly == typeof(Shape).Assembly => Of(type),
            _ => throw new NotSupportedException($"A plan's member has type {type}, which plan documents have no shape for. Add a case to {nameof(Shape)}."),
        };
    }

    internal sealed record Text : Shape;

    internal sealed record Truth : Shape;

    internal sealed record WholeNumber(long Least, long Most) : Shape;

    /// <summary>One of a few words.</summary>
    internal sealed record Word(IReadOnlyList<string> Words) : Shape;

    internal sealed record ListOf(Shape Item) : Shape;

    internal sealed record MapOf(Shape Value) : Shape;

    internal sealed record Record(Type Type, IReadOnlyList<Member> Members) : Shape;
}
