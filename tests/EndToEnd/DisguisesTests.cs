using System.Text;
using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Two encoders that know nothing of each other agree with each other and with the platform.</summary>
public sealed class DisguisesTests
{
    [Fact]
    public void Each_form_is_where_the_platform_would_put_it() => Gen.Select(Gen.Char[' ', '~'].Array[6, 40], Gen.Byte.Array[0, 2], Gen.Byte.Array[0, 3]).Sample((characters, before, after) =>
    {
        var text = new string(characters);
        var secret = Encoding.ASCII.GetBytes(text);
        var forms = Disguises.Of(secret).ToDictionary(f => f.Form, f => f.Bytes);
        byte[] longer = [.. before, .. secret, .. after];
        Assert.Contains(Encoding.ASCII.GetString(forms[$"base64 at {before.Length}"]), Convert.ToBase64String(longer), StringComparison.Ordinal);
        Assert.Contains(Encoding.ASCII.GetString(forms["hex"]), Convert.ToHexStringLower(longer), StringComparison.Ordinal);
        Assert.Equal(Uri.EscapeDataString(text), Encoding.ASCII.GetString(forms["URL"]));
        Assert.Equal(JsonSerializer.Serialize(text, Json.Options)[1..^1], Encoding.ASCII.GetString(forms["JSON"]));
        Assert.Equal(Encoding.Unicode.GetBytes(text), forms["UTF-16LE"]);
        Assert.Equal(Encoding.BigEndianUnicode.GetBytes(text), forms["UTF-16BE"]);
    });

    [Fact]
    public void The_products_scanner_finds_every_form_of_the_tests_encoder() => Gen.Char["abAB09+/%\"\\ {}é~"].Where(c => c < 0x7f).Array[12, 40].Sample(characters =>
    {
        var secret = Encoding.ASCII.GetBytes(new string(characters));
        var salt = Fingerprinting.NewSalt();
        var scan = new SecretScan(new FingerprintSet { Salt = salt, Fingerprints = [.. Fingerprinting.Compute("secret", secret, salt)] });
        Assert.All(Disguises.Of(secret).Where(f => f.Form != "JSON, escaped"), form => Assert.True(scan.Find([.. "<"u8, .. form.Bytes, .. ">"u8]).Count > 0, form.Form));
    });
}
