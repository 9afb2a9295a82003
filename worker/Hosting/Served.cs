namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>How much the worker serves, known once its options are made.</summary>
internal sealed class Served
{
    public int Workflows { get; set; }

    public int Activities { get; set; }
}
