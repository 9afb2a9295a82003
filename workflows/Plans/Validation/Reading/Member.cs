using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>One member of a document's record as its JSON has it.</summary>
/// <param name="Name">As written in JSON.</param>
/// <param name="Property">Where it goes.</param>
/// <param name="Optional">False where the document must hold it.</param>
/// <param name="Nullable">True where <c>null</c> means the same as leaving it out.</param>
internal sealed record Member(string Name, PropertyInfo Property, bool Optional, bool Nullable)
{
    // Asked for only when a value is looked at, so that a record may hold itself.
    public Shape Shape => Shape.From(new NullabilityInfoContext().Create(Property));

    public static IEnumerable<Member> List(Type record) => record
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(p => p.SetMethod is not null)
        .Select(p => new Member(
            p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name),
            p,
            !p.IsDefined(typeof(RequiredMemberAttribute)),
            new NullabilityInfoContext().Create(p).WriteState == NullabilityState.Nullable));
}
