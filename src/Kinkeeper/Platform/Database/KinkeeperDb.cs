using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The case database, where a handful of rows is read or written. Each feature maps its own tables with an
/// <see cref="IEntityTypeConfiguration{TEntity}"/> beside its code; this class only says how ids, truth values, instants and dates are
/// stored, the same on both engines, so that SQL such as <c>synthetic = 0</c> works on both.
/// </summary>
public abstract class KinkeeperDb : DbContext
{
    private protected KinkeeperDb(DbContextOptions options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseNulCharacters();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseNulCharacters();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KinkeeperDb).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (Type id in typeof(KinkeeperDb).Assembly.GetTypes().Where(IsTypedId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }

        configurationBuilder.Properties<bool>().HaveConversion<BoolToZeroOneConverter<int>>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateConverter>().HaveMaxLength(10);
    }

    /// <summary>PostgreSQL cannot store U+0000 in text, and nobody types it on purpose: neither engine takes it.</summary>
    private void RefuseNulCharacters()
    {
        foreach (EntityEntry entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            if (entry.CurrentValues.Properties.Any(property => property.ClrType == typeof(string) && entry.CurrentValues[property] is string text && text.Contains('\0')))
            {
                throw new RefusalException(new Refusal(
                    "text-with-nul",
                    "A text holds a character that cannot be stored (U+0000). Remove it, then try again.",
                    "Un texto contiene un carácter que no se puede guardar (U+0000). Quítelo e inténtelo de nuevo."));
            }
        }
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
