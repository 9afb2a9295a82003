using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// The one way this product writes and reads JSON: camelCase members, camelCase enum words, no comments, nothing unknown. A list that may be left out
/// is left out when it is empty.
/// </summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>For files people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            AllowDuplicateProperties = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },

            // A signal sent by hand that says null where this product never does is dropped as unreadable, instead of hanging its workflow.
            RespectNullableAnnotations = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => !p.IsRequired && p.PropertyType != typeof(string) && p.PropertyType.IsAssignableTo(typeof(IEnumerable))))
        {
            var before = property.ShouldSerialize;
            property.ShouldSerialize = (owner, value) => (before?.Invoke(owner, value) ?? true) && value is not ICollection { Count: 0 };
        }
    }
}
