using Google.Protobuf;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A protobuf message read by field numbers alone, since no package has OTLP's own types.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> fields = [];

    public ProtoMessage(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag && tag != 0)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => input.ReadFixed32(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var other => throw new InvalidDataException($"Wire type {other} is not one of OTLP's."),
            }));
        }
    }

    public IEnumerable<ProtoMessage> Messages(int field) => Bytes(field).Select(b => new ProtoMessage(b));

    public string Text(int field) => Bytes(field).Select(System.Text.Encoding.UTF8.GetString).FirstOrDefault() ?? "";

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).FirstOrDefault() ?? []);

    public ulong Number(int field) => fields.Where(f => f.Field == field).Select(f => f.Value).OfType<ulong>().FirstOrDefault();

    /// <summary>The attributes (key 1, value 2 of which 1 is a text and 3 an integer) in this field.</summary>
    public Dictionary<string, string> Attributes(int field) => Messages(field).ToDictionary(
        a => a.Text(1), a => a.Messages(2).First() is var value && value.Has(1) ? value.Text(1) : $"{value.Number(3)}", StringComparer.Ordinal);

    private bool Has(int field) => fields.Any(f => f.Field == field);

    private IEnumerable<byte[]> Bytes(int field) => fields.Where(f => f.Field == field).Select(f => f.Value).OfType<byte[]>();
}
