using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Secrets;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("PGPASSWORD=abc next", "PGPASSWORD=[redacted] next")]
    [InlineData("Host=a;Password=abc;Port=1", "Host=a;Password=[redacted];Port=1")]
    [InlineData("password='a b' host=x", "password=[redacted] host=x")]
    [InlineData("postgres://me:abc@db/x", "postgres://me:[redacted]@db/x")]
    [InlineData("postgresql://me:abc@db/x", "postgresql://me:[redacted]@db/x")]
    [InlineData("ALTER ROLE me PASSWORD 'it''s';", "ALTER ROLE me PASSWORD '[redacted]';")]
    [InlineData("""{"env":"PGPASSWORD=abc"}""", """{"env":"PGPASSWORD=[redacted]"}""")]
    [InlineData("the password file is absent", "the password file is absent")]
    public void Takes_out_what_stands_where_a_password_stands_and_only_that(string text, string expected)
    {
        Assert.Equal(expected, Redactor.Shapes(text));
        Assert.Equal(expected, Redactor.Shapes(expected));
    }

    [Fact]
    public async Task Takes_the_runs_password_out_after_it_is_shredded()
    {
        using var scratch = new Scratch();
        OwnedDirectory.Make(scratch.Paths.SecretsDirectory, scratch.Run.Nonce);
        await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, "dr");
        var password = await File.ReadAllTextAsync(scratch.Paths.DrPassword, TestContext.Current.CancellationToken);
        TreeRemoval.Remove(scratch.Paths.SecretsDirectory, scratch.Run.Nonce, shred: true);
        var redactor = new Redactor(scratch.Host);
        Assert.Equal("a [redacted] b", redactor.Redact(scratch.Run, $"a {password} b"));
        Assert.Equal("a [redacted] b", redactor.Redact(scratch.Run, $"a {Convert.ToHexString(Encoding.ASCII.GetBytes(password))} b"));
    }

    [Theory]
    [InlineData("Host=db;Password=s3cr3t-word")]
    [InlineData("postgres://me:s3cr3t-word@db/x")]
    [InlineData("s3cr3t-word\n")]
    public void Knows_the_password_within_a_named_secret(string secret)
    {
        using var scratch = new Scratch();
        scratch.Named("secrets", "reader", Encoding.UTF8.GetBytes(secret));
        Assert.Equal("said '[redacted]'", new Redactor(scratch.Host).Redact(scratch.Run, "said 's3cr3t-word'"));
    }
}
