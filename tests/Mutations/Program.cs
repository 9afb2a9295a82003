using DotIuCutter.Temporal.Tests.Mutations;

// list ROOT       ids, tests and the mistakes, with tabs between
// apply ROOT ID   makes one of them in that copy of the repository and prints the changed file's path in it
// score REPORT    the score by folder from Stryker's mutation-report.json
switch (args)
{
    case ["list", var root]:
        foreach (var mutation in MutationList.Read(root))
        {
            Console.WriteLine($"{mutation.Id}\t{string.Join(' ', mutation.Tests)}\t{mutation.What}");
        }

        return 0;
    case ["apply", var root, var id]:
        try
        {
            var (path, text) = Mutator.Apply(Sources.Read(root), MutationList.Read(root).Single(m => m.Id == id));
            File.WriteAllText(path, text);
            Console.WriteLine(Path.GetRelativePath(root, path));
            return 0;
        }
        catch (MutationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

    case ["score", var report]:
        foreach (var line in StrykerReport.Table(File.ReadAllText(report)))
        {
            Console.WriteLine(line);
        }

        return 0;
    default:
        Console.Error.WriteLine("Give one of: list ROOT, apply ROOT ID, score REPORT.");
        return 2;
}
