namespace Kinkeeper.Linkage.Sql;

/// <summary>The record of a pair that a column belongs to.</summary>
internal enum Side
{
    Left,
    Right,
}

/// <summary>The records of a pair that a piece of SQL uses.</summary>
[Flags]
internal enum Sides
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = 3,
}

/// <summary>Parsed SQL. Nodes compare by content, and <see cref="object.ToString"/> gives a canonical form.</summary>
internal abstract record SqlNode
{
    /// <summary>The records whose columns this node uses.</summary>
    public Sides Sides { get; protected init; }

    /// <summary>
    /// Returns the canonical text. Different spellings of the same SQL (spaces, quotes, letter case of functions) give the same
    /// text.
    /// </summary>
    public abstract override string ToString();

    protected static Sides Of(IEnumerable<SqlNode> nodes) => nodes.Aggregate(Sides.None, (sides, node) => sides | node.Sides);

    public virtual IEnumerable<SqlNode> Children => [];

    public IEnumerable<SqlNode> Descendants() => Children.SelectMany(child => child.Descendants()).Prepend(this);
}

internal sealed record SqlLiteral(SqlValue Value) : SqlNode
{
    public override string ToString() => Value.Describe();
}

internal sealed record SqlColumn : SqlNode
{
    public SqlColumn(string name, Side side)
    {
        Name = name;
        Side = side;
        Sides = side == Side.Left ? Sides.Left : Sides.Right;
    }

    public string Name { get; }

    public Side Side { get; }

    public override string ToString() => $"{(Side == Side.Left ? "l" : "r")}.\"{Name.ToLowerInvariant()}\"";
}

/// <summary>The parameter of a lambda.</summary>
internal sealed record SqlVariable(string Name) : SqlNode
{
    public override string ToString() => Name;
}

internal sealed record SqlLambda : SqlNode
{
    public SqlLambda(string parameter, SqlNode body)
    {
        Parameter = parameter;
        Body = body;
        Sides = body.Sides;
    }

    public string Parameter { get; }

    public SqlNode Body { get; }

    public override IEnumerable<SqlNode> Children => [Body];

    public override string ToString() => $"{Parameter} -> {Body}";
}

/// <summary>
/// A function or operator with arguments. An operator's name is its sign, CASE is <c>case</c> with its arguments in order
/// (condition, result, …, else), and a cast is <c>cast:TYPE</c>.
/// </summary>
internal sealed record SqlCall : SqlNode
{
    public SqlCall(string name, params SqlNode[] arguments)
    {
        Name = name;
        Arguments = arguments;
        Sides = Of(arguments);
    }

    public string Name { get; }

    public IReadOnlyList<SqlNode> Arguments { get; }

    public override IEnumerable<SqlNode> Children => Arguments;

    public bool Equals(SqlCall? other) =>
        other is not null && Name == other.Name && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Name, Arguments.Count, Arguments.Count > 0 ? Arguments[0] : null);

    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}
