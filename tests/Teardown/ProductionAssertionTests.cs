using System.Text;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>Step 7, G-21, against what psql would print.</summary>
public sealed class ProductionAssertionTests
{
    [Theory]
    [InlineData("7412345678901234567", GateState.Green)]
    [InlineData("7412345678901234568", GateState.Red)]
    public async Task Compares_the_system_identifier_to_its_last_digit(string now, GateState state) =>
        Assert.Equal(state, (await CheckAsync(new Psql(now, "t"))).State);

    [Fact]
    public async Task A_production_that_cannot_be_read_is_a_fault_and_neither_green_nor_red() =>
        await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(new Psql(null, "t")));

    [Fact]
    public async Task A_session_that_could_have_written_is_a_fault() =>
        await Assert.ThrowsAsync<ApplicationFailureException>(() => CheckAsync(new Psql("7412345678901234567", "f")));

    private static async Task<GateResult> CheckAsync(Psql psql)
    {
        using var scratch = new Scratch();
        var reader = new ProductionReader(() => psql, (name, _) => Task.FromResult<ContainerCapture?>(Sample.Container(name)), _ => null);
        var request = new ProductionRequest { Run = scratch.Run, Production = new ProductionSource { Container = "prod", Database = "d", Role = "r" } };
        return await new G21ProductionUnchanged(reader).JudgeAsync(request, Sample.Baseline().Production);
    }

    /// <summary>Answers every question with one identity and the proof; without an identity production does not answer.</summary>
    private sealed class Psql(string? identifier, string proof) : IContainerExec
    {
        public Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel) => Task.FromResult(Ended(0, ""));

        public async Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel)
        {
            if (identifier is null)
            {
                return Ended(1, "the server is away");
            }

            using var questions = new StreamReader(command.Input!);
            while (await questions.ReadLineAsync(cancel) is { } line)
            {
                if (line == "ROLLBACK;")
                {
                    await stdout.WriteAsync(Encoding.UTF8.GetBytes($$"""{"systemIdentifier":"{{identifier}}","version":"17.12","sizeBytes":1,"role":"r"}""" + $"\n{proof}\n"), cancel);
                    await stdout.FlushAsync(cancel);
                }
            }

            return Ended(0, "");
        }

        private static ExecOutput Ended(int exit, string stderr) => new() { ExitCode = exit, Stdout = "", Stderr = stderr };
    }
}
