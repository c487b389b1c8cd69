using System.Reflection;

namespace Kinkeeper.Bench;

/// <summary>One benchmark: two things timed against each other in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line, for example <c>import</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Runs it, printing a Markdown table to <paramref name="output"/>.</summary>
    /// <param name="args">The arguments after the name on the command line.</param>
    /// <param name="output">Receives the table.</param>
    static abstract void Run(string[] args, TextWriter output);
}

internal static class Program
{
    private static int Main(string[] args)
    {
        Dictionary<string, MethodInfo> known = Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IBenchmark)))
            .ToDictionary(
                type => (string)type.GetProperty(nameof(IBenchmark.Name), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!,
                type => type.GetMethod(nameof(IBenchmark.Run), BindingFlags.Public | BindingFlags.Static)!,
                StringComparer.Ordinal);
        if (args.Length == 0 || !known.TryGetValue(args[0], out MethodInfo? run))
        {
            Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}");
            return 2;
        }

        run.Invoke(null, [args[1..], Console.Out]);
        return 0;
    }
}
