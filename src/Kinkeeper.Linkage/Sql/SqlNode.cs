namespace Kinkeeper.Linkage.Sql;

/// <summary>Which record of a pair a column is taken from.</summary>
internal enum Side
{
    Left,
    Right,
}

/// <summary>The two records a piece of SQL looks at.</summary>
[Flags]
internal enum Sides
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = 3,
}

/// <summary>Parsed SQL. Records compare by content, and <see cref="object.ToString"/> is a canonical form.</summary>
internal abstract record SqlNode
{
    /// <summary>Which records the columns below this node come from.</summary>
    public Sides Sides { get; protected init; }

    /// <summary>The canonical text, in which the same thing written differently (spaces, quotes, case of functions) is the same.</summary>
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

/// <summary>A lambda's parameter.</summary>
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
/// A function or operator over arguments. Operators are named by their sign, CASE is <c>case</c> with its arguments in
/// order (condition, result, …, else), a cast is <c>cast:TYPE</c>.
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
