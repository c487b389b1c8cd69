using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The case database. Each feature maps its own tables with an <see cref="IEntityTypeConfiguration{TEntity}"/> beside its
/// code; this class only says how ids, instants and dates are stored, the same in SQLite and PostgreSQL.
/// </summary>
public sealed class KinkeeperDb(DbContextOptions<KinkeeperDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KinkeeperDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (Type id in typeof(KinkeeperDb).Assembly.GetTypes().Where(IsTypedId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }

        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateConverter>().HaveMaxLength(10);
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private sealed class TypedIdConverter<T>() : ValueConverter<T, long>(id => id.Value, value => Make<T>(value))
        where T : struct, ITypedId<T>;

    private static T Make<T>(long value)
        where T : struct, ITypedId<T> => T.From(value);

    private sealed class InstantConverter()
        : ValueConverter<DateTimeOffset, long>(instant => instant.ToMicroseconds(), value => Microseconds.ToInstant(value, 0));

    private sealed class DateConverter() : ValueConverter<DateOnly, string>(
        date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
