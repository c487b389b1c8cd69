using System.Text.RegularExpressions;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Writing;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Kinkeeper.TamperLog.Tests;

/// <summary>
/// The library's folders are stages: each uses only those before it. The types at the root, the exceptions, use no stage and every
/// stage may use them.
/// </summary>
public sealed partial class StagesTests
{
    private const string Library = "Kinkeeper.TamperLog";

    private static readonly string[] Stages =
        ["Text", "Merkle", "Notes", "Storage", "Tiles", "Entries", "Policies", "Receipts", "Verifying", "Writing", "Witnessing"];

    [Fact]
    public void CompiledCode_EachStage_UsesOnlyStagesBeforeIt() => Violations(CompiledUses(), Stages).Should().BeEmpty();

    [Fact]
    public void SourceCode_EachStage_ImportsOnlyStagesBeforeIt() =>
        Violations(SourceUses(), Stages).Should().BeEmpty("the compiler copies constants, so that their use shows in the source only");

    [Fact]
    public void Uses_StagesInTheWrongOrder_AreFound()
    {
        string[] reversed = [.. Stages.Reverse()];

        Violations(CompiledUses(), reversed).Should().Contain("Writing uses Verifying: TamperLogWriter uses TamperLogReader");
        Violations(CompiledUses(), reversed).Should().Contain(
            "Verifying uses Merkle: TamperLogReader uses MerkleProof", "the bodies of asynchronous methods count too");
        Violations(SourceUses(), reversed).Should().Contain("Receipts uses Policies: ReceiptCheck.cs imports it");
    }

    [Fact]
    public void Namespaces_OfAllTypes_AreTheRootOrAStage()
    {
        using ModuleDefinition module = ReadLibrary();

        module.Types.Where(type => type.Namespace.StartsWith("Kinkeeper", StringComparison.Ordinal)).Select(StageOf).Distinct()
            .Should().BeEquivalentTo([.. Stages, ""]);
    }

    [Fact]
    public void Folders_OfAllSources_AreTheirNamespaces()
    {
        foreach (string file in SourceFiles())
        {
            string folder = Path.GetRelativePath(Repository.File($"src/{Library}"), Path.GetDirectoryName(file)!);
            string expected = folder == "." ? Library : $"{Library}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
            NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value.Should().Be(expected, file);
        }
    }

    private static List<string> Violations(IEnumerable<(string From, string To, string How)> uses, string[] order) =>
    [
        .. uses.Where(use => use.To.Length > 0 && use.From != use.To && Array.IndexOf(order, use.From) <= Array.IndexOf(order, use.To))
            .Select(use => $"{(use.From.Length == 0 ? "The root" : use.From)} uses {use.To}: {use.How}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static List<(string From, string To, string How)> SourceUses() =>
    [
        .. from file in SourceFiles()
           let text = File.ReadAllText(file)
           from Match use in UsingLine().Matches(text)
           select (StageOf(NamespaceLine().Match(text).Groups[1].Value), use.Groups[1].Value, $"{Path.GetFileName(file)} imports it"),
    ];

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Repository.File($"src/{Library}"), "*.cs", SearchOption.AllDirectories);

    private static List<(string From, string To, string How)> CompiledUses()
    {
        using ModuleDefinition module = ReadLibrary();
        return
        [
            .. from type in module.GetTypes()
               from used in UsedBy(type).SelectMany(Parts)
               where used is TypeDefinition
               select (StageOf(type), StageOf(used), $"{Outermost(type).Name} uses {Outermost(used).Name}"),
        ];
    }

    /// <summary>Types named by a type's declaration, members, attributes and method bodies.</summary>
    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> declared =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Properties.Select(property => property.PropertyType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        ];
        return declared.Concat(type.Methods.SelectMany(UsedBy));
    }

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference?> body = method.HasBody
            ? method.Body.Variables.Select(variable => variable.VariableType)
                .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
                .Concat(method.Body.Instructions.SelectMany(UsedBy))
            : [];
        return Signature(method).Concat(body);
    }

    private static IEnumerable<TypeReference?> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [.. Signature(generic), .. generic.GenericArguments],
        MethodReference method => Signature(method),
        _ => [],
    };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    /// <summary>The type itself, or the types that an array, a reference or a generic type is made of.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string StageOf(TypeReference type) => StageOf(Outermost(type).Namespace);

    private static string StageOf(string space) =>
        space.StartsWith(Library + ".", StringComparison.Ordinal) ? space[(Library.Length + 1)..] : "";

    private static ModuleDefinition ReadLibrary() => ModuleDefinition.ReadModule(typeof(TamperLogWriter).Assembly.Location);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using Kinkeeper\.TamperLog\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
