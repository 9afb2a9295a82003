using System.IO.Pipelines;
using System.Text;
using DotIuCutter.Temporal.Activities.Docker.Exec;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>
/// One psql in production's container, which is started once and asked by its standard input: to start a program in a container costs the host a quarter of a second of
/// a core. It ends when that input does, so a killed worker leaves none behind.
/// </summary>
internal sealed class PsqlSession : IProductionSession
{
    private readonly Pipe _questions = new();
    private readonly Pipe _answers = new();
    private readonly StreamReader _lines;
    private readonly Task<ExecOutput> _psql;
    private readonly Func<ExecOutput, Task<Exception>> _fault;

    /// <param name="start">Runs psql from the first stream to the second.</param>
    /// <param name="fault">What it means that psql ended like this.</param>
    public PsqlSession(Func<Stream, Stream, Task<ExecOutput>> start, Func<ExecOutput, Task<Exception>> fault)
    {
        _lines = new StreamReader(_answers.Reader.AsStream());
        _fault = fault;
        _psql = RunAsync(start);
    }

    public async Task<string> QueryAsync(string sql, CancellationToken cancel)
    {
        await _questions.Writer.WriteAsync(Encoding.UTF8.GetBytes($"BEGIN READ ONLY;\n{sql};\n{ReadOnly.Proof};\nROLLBACK;\n"), cancel);
        var json = await _lines.ReadLineAsync(cancel);
        var proof = await _lines.ReadLineAsync(cancel);
        if (json is null || proof is null)
        {
            throw await _fault(await _psql);
        }

        return proof == "t" ? json : throw ReadOnly.NotProved();
    }

    public async ValueTask DisposeAsync()
    {
        await _questions.Writer.CompleteAsync();
        await _answers.Reader.CompleteAsync();

        // How it ended is told to whoever asked it.
        await Task.WhenAny(_psql);
        _lines.Dispose();
    }

    private async Task<ExecOutput> RunAsync(Func<Stream, Stream, Task<ExecOutput>> start)
    {
        try
        {
            return await start(_questions.Reader.AsStream(), _answers.Writer.AsStream());
        }
        finally
        {
            await _questions.Reader.CompleteAsync();
            await _answers.Writer.CompleteAsync();
        }
    }
}
