using System.Reflection;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kinkeeper.Tests.Architecture;

/// <summary>Checks that swapping a parent's and a child's id does not compile.</summary>
public sealed class TypedIdTests
{
    [Theory]
    [InlineData("ParentId id = new ParentId(default);", true)]
    [InlineData("ParentId id = new ChildId(default);", false)]
    [InlineData("ChildId id = new ParentId(default);", false)]
    [InlineData("ChildId id = new PersonId(7);", false)]
    [InlineData("ParentRecordKey key = new ChildRecordKey(7);", false)]
    [InlineData("ParentRecordKey key = new RecordKey(7);", false)]
    [InlineData("RecordKey key = 7;", false)]
    [InlineData("bool same = new ParentId(default) == new ChildId(default);", false)]
    public void Ids_SwappedForAnother_DoNotCompile(string statement, bool compiles)
    {
        Compiles(statement).Should().Be(compiles);
    }

    [Fact]
    public void TablesAndUseCases_UseTypedIds()
    {
        typeof(KinkeeperHost).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Kinkeeper.Features.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(long) || property.PropertyType == typeof(Guid))
            .Where(property => property.Name.EndsWith("Key", StringComparison.Ordinal) || property.Name is "PersonId" or "ParentId" or "ChildId" or "ImportId")
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .Should().BeEmpty();
    }

    private static bool Compiles(string statement)
    {
        string code = $"using {typeof(ParentId).Namespace}; using {typeof(RecordKey).Namespace}; class Probe {{ void Run() {{ {statement} }} }}";
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "probe",
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            [
                MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                MetadataReference.CreateFromFile(Path.Combine(runtime, "System.Runtime.dll")),
                MetadataReference.CreateFromFile(typeof(KinkeeperHost).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return !compilation.GetDiagnostics(TestContext.Current.CancellationToken).Any(problem => problem.Severity == DiagnosticSeverity.Error);
    }
}
