using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>
/// The one way this product writes and reads JSON: camelCase members, camelCase enum words, no comments, nothing unknown. A list that may be left out
/// is left out when it is empty.
/// </summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>For files people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    /// <summary>For a text that may be anything: null when it is no <typeparamref name="T"/>.</summary>
    public static T? ReadOrNull<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options);
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            AllowDuplicateProperties = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists, RefuseNullItems } },

            // A signal sent by hand that says null where this product never does is dropped as unreadable, instead of hanging its workflow.
            RespectNullableAnnotations = true,
        };
        options.Converters.Add(new TeardownStepConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    /// <summary>As with the members of a record: no list of this product holds null, though C# cannot be asked whether one may.</summary>
    private static void RefuseNullItems(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(IsList))
        {
            var set = property.Set;
            property.Set = set is null ? null : (owner, value) =>
            {
                if (value is IDictionary { Values: var values } ? HoldsNull(values) : value is IEnumerable items && HoldsNull(items))
                {
                    throw new JsonException($"'{property.Name}' holds null, expected none in it.");
                }

                set(owner, value);
            };
        }
    }

    private static bool HoldsNull(IEnumerable items) => items.Cast<object?>().Any(item => item is null);

    private static bool IsList(JsonPropertyInfo p) => p.PropertyType != typeof(string) && p.PropertyType.IsAssignableTo(typeof(IEnumerable));

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => !p.IsRequired && IsList(p)))
        {
            var before = property.ShouldSerialize;
            property.ShouldSerialize = (owner, value) => (before?.Invoke(owner, value) ?? true) && value is not (null or ICollection { Count: 0 });
        }
    }
}
