using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>What a JSON value must look like, read once from the records of plans and policies; the schema and the reference are made from it too.</summary>
internal abstract record Shape
{
    private static readonly ConcurrentDictionary<Type, Record> Records = new();

    private Shape()
    {
    }

    public static Record From(Type record) => Records.GetOrAdd(record, static type => new Record(type, [.. Member.List(type)]));

    public static Shape From(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return type switch
        {
            _ when type == typeof(string) => new Text(),
            _ when type == typeof(bool) => new Boolean(),
            _ when type == typeof(int) => new WholeNumber(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => new WholeNumber(long.MinValue, long.MaxValue),
            { IsEnum: true } => new Choice([.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => new ListOf(From(info.GenericTypeArguments[0])),
            _ when type == typeof(IReadOnlyDictionary<string, string>) => new MapOf(new Text()),
            { IsClass: true } when type.Assembly == typeof(Shape).Assembly => From(type),
            _ => throw new NotSupportedException($"A member has type {type}, which documents have no shape for. Add a case to {nameof(Shape)}."),
        };
    }

    internal sealed record Text : Shape;

    internal sealed record Boolean : Shape;

    internal sealed record WholeNumber(long Least, long Most) : Shape;

    /// <summary>One of a few words.</summary>
    internal sealed record Choice(IReadOnlyList<string> Values) : Shape;

    internal sealed record ListOf(Shape Item) : Shape;

    internal sealed record MapOf(Shape Value) : Shape;

    internal sealed record Record(Type Type, IReadOnlyList<Member> Members) : Shape;
}
