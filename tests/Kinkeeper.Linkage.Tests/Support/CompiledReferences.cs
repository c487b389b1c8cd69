using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>A use of one type by another, both by full name. Nested types count as the type around them.</summary>
internal sealed record TypeReference(string From, string To)
{
    public override string ToString() => $"{From} uses {To}";
}

/// <summary>Reads which types of an assembly use which others of it: in signatures, base types, attributes and method bodies.</summary>
internal sealed class CompiledReferences
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>()
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly NamedTypes _named;
    private readonly HashSet<TypeReference> _found = [];

    private CompiledReferences(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _named = new NamedTypes(this);
    }

    public static IReadOnlyCollection<TypeReference> Of(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        CompiledReferences references = new(file);
        foreach (TypeDefinitionHandle type in references._metadata.TypeDefinitions)
        {
            if (references.NameOf(type) is { } name)
            {
                references._found.UnionWith(references.UsedBy(references._metadata.GetTypeDefinition(type))
                    .Where(used => used != name).Select(used => new TypeReference(name, used)));
            }
        }

        return references._found;
    }

    private IEnumerable<string> UsedBy(TypeDefinition type)
    {
        IEnumerable<EntityHandle> direct =
            [type.BaseType, .. type.GetInterfaceImplementations().Select(each => _metadata.GetInterfaceImplementation(each).Interface)];
        return
        [
            .. direct.SelectMany(Of),
            .. Constraints(type.GetGenericParameters()),
            .. Attributes(type.GetCustomAttributes()),
            .. type.GetFields().Select(_metadata.GetFieldDefinition)
                .SelectMany(field => field.DecodeSignature(_named, null).Concat(Attributes(field.GetCustomAttributes()))),
            .. type.GetMethods().Select(_metadata.GetMethodDefinition).SelectMany(UsedBy),
        ];
    }

    private IEnumerable<string> UsedBy(MethodDefinition method) =>
    [
        .. Of(method.DecodeSignature(_named, null)),
        .. Constraints(method.GetGenericParameters()),
        .. Attributes(method.GetCustomAttributes()),
        .. method.RelativeVirtualAddress == 0 ? [] : UsedBy(_file.GetMethodBody(method.RelativeVirtualAddress)),
    ];

    private IEnumerable<string> UsedBy(MethodBodyBlock body) =>
    [
        .. body.LocalSignature.IsNil ? []
            : _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_named, null).SelectMany(types => types),
        .. body.ExceptionRegions.SelectMany(region => Of(region.CatchType)),
        .. Tokens(body).SelectMany(Of),
    ];

    private IEnumerable<string> Constraints(GenericParameterHandleCollection parameters) => parameters
        .SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints())
        .SelectMany(constraint => Of(_metadata.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<string> Attributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(attribute => Of(_metadata.GetCustomAttribute(attribute).Constructor));

    /// <summary>Returns the types of this assembly that a metadata token names.</summary>
    private IEnumerable<string> Of(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => NameOf((TypeDefinitionHandle)handle) is { } name ? [name] : [],
        HandleKind.TypeSpecification => _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_named, null),
        HandleKind.FieldDefinition => Of(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MethodDefinition => Of(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.MemberReference => Of(_metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => Of(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => [],
    };

    private IEnumerable<string> Of(FieldDefinition field) => [.. Of(field.GetDeclaringType()), .. field.DecodeSignature(_named, null)];

    private IEnumerable<string> Of(MethodDefinition method) =>
        [.. Of(method.GetDeclaringType()), .. Of(method.DecodeSignature(_named, null))];

    private IEnumerable<string> Of(MethodSpecification method) =>
        [.. Of(method.Method), .. method.DecodeSignature(_named, null).SelectMany(types => types)];

    private IEnumerable<string> Of(MemberReference member) =>
    [
        .. Of(member.Parent),
        .. member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(_named, null)
            : Of(member.DecodeMethodSignature(_named, null)),
    ];

    private static IEnumerable<string> Of(MethodSignature<IEnumerable<string>> signature) =>
        signature.ParameterTypes.SelectMany(types => types).Concat(signature.ReturnType);

    /// <summary>Returns the full name of a type, or of the type around it; null for compiler-made types without a namespace.</summary>
    private string? NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        string space = _metadata.GetString(type.Namespace);
        return space.StartsWith("Kinkeeper.", StringComparison.Ordinal) ? $"{space}.{_metadata.GetString(type.Name)}" : null;
    }

    private static List<EntityHandle> Tokens(MethodBodyBlock body)
    {
        List<EntityHandle> tokens = [];
        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int opcode = code.ReadByte();
            opcode = opcode == 0xFE ? (opcode << 8) | code.ReadByte() : opcode;
            switch (Operands[opcode])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += targets * sizeof(int);
                    break;
                case OperandType operand:
                    code.Offset += Size(operand);
                    break;
            }
        }

        return tokens;
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Decodes a signature into the types of this assembly that it names.</summary>
    private sealed class NamedTypes(CompiledReferences owner) : ISignatureTypeProvider<IEnumerable<string>, object?>
    {
        public IEnumerable<string> GetTypeFromDefinition(
            MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => owner.Of(handle);

        public IEnumerable<string> GetTypeFromSpecification(
            MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) => owner.Of(handle);

        public IEnumerable<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];

        public IEnumerable<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

        public IEnumerable<string> GetGenericMethodParameter(object? context, int index) => [];

        public IEnumerable<string> GetGenericTypeParameter(object? context, int index) => [];

        public IEnumerable<string> GetArrayType(IEnumerable<string> elementType, ArrayShape shape) => elementType;

        public IEnumerable<string> GetSZArrayType(IEnumerable<string> elementType) => elementType;

        public IEnumerable<string> GetByReferenceType(IEnumerable<string> elementType) => elementType;

        public IEnumerable<string> GetPointerType(IEnumerable<string> elementType) => elementType;

        public IEnumerable<string> GetPinnedType(IEnumerable<string> elementType) => elementType;

        public IEnumerable<string> GetModifiedType(IEnumerable<string> modifier, IEnumerable<string> unmodifiedType, bool isRequired) =>
            modifier.Concat(unmodifiedType);

        public IEnumerable<string> GetFunctionPointerType(MethodSignature<IEnumerable<string>> signature) =>
            CompiledReferences.Of(signature);

        public IEnumerable<string> GetGenericInstantiation(
            IEnumerable<string> genericType, ImmutableArray<IEnumerable<string>> typeArguments) =>
            genericType.Concat(typeArguments.SelectMany(types => types));
    }
}
