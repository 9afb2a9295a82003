using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Tests.Closure.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Attestation;

public sealed class RunStatementTests
{
    [Theory]
    [InlineData(0, "PASSED")]
    [InlineData(1, "FAILED")]
    [InlineData(6, "FAILED")]
    public void Only_exit_code_0_is_stated_as_passed(int exit, string result)
    {
        var sample = SampleReport.Failed();
        var statement = RunStatement.Derive(sample with { Summary = sample.Summary with { ExitCode = exit, CleanlyClosed = true } }, new string('1', 64), new string('2', 64));
        Assert.Equal((result, "S1", "S2", "S3"), (statement.Predicate.Result, statement.Predicate.PassedTests[0], statement.Predicate.FailedTests[0], statement.Predicate.WarnedTests[0]));
    }

    [Fact]
    public void It_is_about_code_plan_images_and_files_by_their_digests()
    {
        var report = SampleReport.Failed() with { DrImageId = $"sha256:{new string('3', 64)}", HarnessImageId = $"sha256:{new string('4', 64)}" };
        var statement = RunStatement.Derive(report, new string('1', 64), new string('2', 64));
        Assert.Equal(
            [("code", report.Commit), ("plan", report.PlanSha256), ("dr-image", new string('3', 64)), ("harness-image", new string('4', 64)), ("report.json", new string('1', 64)), ("SHA256SUMS", new string('2', 64))],
            statement.Subject.Select(s => (s.Name, s.Digest.Values.Single())));
        Assert.Equal("gitCommit", statement.Subject[0].Digest.Keys.Single());
    }
}
