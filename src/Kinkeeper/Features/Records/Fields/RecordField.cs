using System.Reflection;
using System.Runtime.CompilerServices;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>One field of a record: its name in files, tables and the log, its kind of value, and its property.</summary>
/// <typeparam name="TRow">The class with the property.</typeparam>
public sealed class RecordField<TRow>
    where TRow : class
{
    private readonly Func<TRow, FieldValue> _get;
    private readonly Action<TRow, FieldValue> _set;

    /// <param name="name">The column of the exchange file.</param>
    /// <param name="property">The property of <typeparamref name="TRow"/>.</param>
    /// <param name="kind">The kind of value.</param>
    /// <param name="meaning">One sentence for the documentation.</param>
    public RecordField(string name, string property, FieldKind kind, string meaning)
    {
        (Name, Property, Kind, Meaning) = (name, property, kind, meaning);
        PropertyInfo found = typeof(TRow).GetProperty(property) ?? throw new ArgumentException($"{typeof(TRow).Name} has no property {property}.", nameof(property));
        (_get, _set) = ((Func<TRow, FieldValue>, Action<TRow, FieldValue>))AccessOf.MakeGenericMethod(found.PropertyType).Invoke(null, [found])!;
    }

    private static readonly MethodInfo AccessOf = typeof(RecordField<TRow>).GetMethod(nameof(Access), BindingFlags.NonPublic | BindingFlags.Static)!;

    public string Name { get; }

    public string Property { get; }

    public FieldKind Kind { get; }

    public string Meaning { get; }

    /// <summary>The column of the table.</summary>
    public string Column => Kind == FieldKind.Record ? Name.Replace("_record_id", "_record_key", StringComparison.Ordinal) : Name;

    public FieldValue Get(TRow row) => _get(row);

    /// <summary>
    /// Sets the property. <see cref="FieldValue.Nothing"/> sets it to "not recorded". Use it only on a row that is still being made.
    /// </summary>
    public void Set(TRow row, FieldValue value) => _set(row, value);

    private static (Func<TRow, FieldValue>, Action<TRow, FieldValue>) Access<T>(PropertyInfo property)
    {
        Func<TRow, T> get = property.GetMethod!.CreateDelegate<Func<TRow, T>>();
        Action<TRow, T> set = property.SetMethod!.CreateDelegate<Action<TRow, T>>();
        return (row => From(get(row)), (row, value) => set(row, To<T>(value)));
    }

    private static FieldValue From<T>(T value) => value switch
    {
        null => FieldValue.Nothing,
        string text => text,
        DateTimeOffset instant => instant.ToMicroseconds(),
        int number => number,
        long number => number,
        bool given => given ? 1 : 0,
        ParentRecordKey key => key.Value,
        ChildRecordKey key => key.Value,
        Enum => Unsafe.SizeOf<T>() == 1 ? Unsafe.As<T, byte>(ref value) : Unsafe.As<T, int>(ref value),
        _ => throw new NotSupportedException(typeof(T).Name),
    };

    private static T To<T>(FieldValue value)
    {
        Type type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? made = (value.Number, value.Text) switch
        {
            (null, null) => default(T),
            (_, { } text) => text,
            ({ } number, _) when type == typeof(DateTimeOffset) => Microseconds.ToInstant(number),
            ({ } number, _) when type == typeof(int) => checked((int)number),
            ({ } number, _) when type == typeof(bool) => number == 1,
            ({ } number, _) when type == typeof(ParentRecordKey) => new ParentRecordKey(number),
            ({ } number, _) when type == typeof(ChildRecordKey) => new ChildRecordKey(number),
            ({ } number, _) when type.IsEnum => Enum.ToObject(type, number),
            ({ } number, _) => number,
        };
        return (T)made!;
    }
}
