using System.Text;
using System.Text.Json;
using CsCheck;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>JSON as nobody should write it: what a reader has to answer with a sentence of its own, whatever else it thinks of it.</summary>
internal static class JsonGen
{
    /// <summary>Half surrogate pairs, NUL and terminal escapes among the ordinary; quotes included.</summary>
    private static readonly Gen<string> Text = Pick.One(
        "\"\"", "\"x\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\u0000\"", "\"\\u001b[2J\"", "\"../../etc\"", "\"/\"", "\"null\"", "\"🦊\"", $"\"{new string('y', 3000)}\"");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Text,
        Pick.One("null", "true", "false", "0", "-1", "1.5", "1e99999", "-9223372036854775809", "99999999999999999999999", "2147483648"),
        Gen.Long.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Deep = Gen.Select(Gen.Int[1, 2000], Gen.Bool, (depth, closed) =>
        string.Concat(Enumerable.Repeat("[{\"a\":", depth)) + "1" + (closed ? string.Concat(Enumerable.Repeat("}]", depth)) : ""));

    private static readonly Gen<string> Member = Gen.Select(Gen.OneOf(Text, Pick.One("\"reason\"", "\"object\"", "\"nonce\"", "\"Name\"")), Scalar, (name, value) => $"{name}:{value}");

    /// <summary>Any value; the nested ones need not be closed.</summary>
    public static readonly Gen<string> Value = Gen.Frequency(
        (8, Scalar),
        (3, Scalar.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
        (4, Member.Array[0, 4].Select(members => $"{{{string.Join(',', members)}}}")),
        (1, Deep));

    /// <summary>Bytes of which most are no JSON, and many no UTF-8.</summary>
    public static readonly Gen<byte[]> Bytes = Gen.OneOf(Gen.Byte.Array[0, 60], Value.Select(Encoding.UTF8.GetBytes), Value.Select(Encoding.Unicode.GetBytes));

    /// <summary>A good document with one thing wrong: a part of another kind, gone, written twice or unheard of, the text cut off or a character changed.</summary>
    public static Gen<string> Bent(string good) => Gen.Select(Gen.Frequency((3, Gen.Const(0)), (5, Gen.Int[1, 5])), Gen.Int[0, int.MaxValue], Value, Pick.One('{', '"', ',', '\\', ']', 'e', '\0', '\ud800'), (how, where, value, character) => how switch
    {
        4 => good[..(where % good.Length)],
        5 => good.Remove(where % good.Length, 1).Insert(where % good.Length, $"{character}"),
        _ => Rewritten(good, how, where, value),
    });

    private static string Rewritten(string good, int how, int where, string value)
    {
        using var document = JsonDocument.Parse(good);
        var target = where % Count(document.RootElement);
        var text = new StringBuilder();
        Write(document.RootElement);
        return text.ToString();

        void Write(JsonElement element)
        {
            if (target-- == 0 && how == 0)
            {
                text.Append(value);
                return;
            }

            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    WriteAll(element.EnumerateObject().Select(m => ($"{JsonSerializer.Serialize(m.Name)}:", m.Value)), '{', '}', "\"unheardOf\":");
                    break;
                case JsonValueKind.Array:
                    WriteAll(element.EnumerateArray().Select(item => ("", item)), '[', ']', "");
                    break;
                default:
                    text.Append(element.GetRawText());
                    break;
            }
        }

        void WriteAll(IEnumerable<(string Name, JsonElement Value)> parts, char open, char close, string unheardOf)
        {
            var first = true;
            text.Append(open);
            foreach (var (name, part) in parts)
            {
                var hit = target == 0;
                if (hit && how == 1)
                {
                    target -= Count(part);
                    continue;
                }

                Next(name);
                Write(part);
                if (hit && how is 2 or 3)
                {
                    Next(how == 2 ? name : unheardOf);
                    text.Append(value);
                }
            }

            text.Append(close);

            void Next(string name)
            {
                text.Append(first ? "" : ",").Append(name);
                first = false;
            }
        }
    }

    private static int Count(JsonElement element) => 1 + element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(m => Count(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Count),
        _ => 0,
    };
}
