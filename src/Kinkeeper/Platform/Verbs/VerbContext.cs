using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Platform.Verbs;

/// <summary>The things a verb gets: the place of the data, where to write, the clock, and the services of every feature.</summary>
public sealed class VerbContext(
    StoreLocation location, bool json, TextWriter output, TextWriter error, TimeProvider clock, bool terminal, Func<StoreLocation, TimeProvider, ServiceProvider> build)
    : IAsyncDisposable
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private ServiceProvider? _services;

    public StoreLocation Location { get; } = location;

    /// <summary>True to print one JSON object on <see cref="Output"/>, and nothing else there.</summary>
    public bool Json { get; } = json;

    public TextWriter Output { get; } = output;

    /// <summary>Receives progress and refusals.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>True if <see cref="Error"/> is a terminal that can redraw a progress bar.</summary>
    public bool Terminal { get; } = terminal;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The services over <see cref="Location"/>, made when first asked for: verbs that need no database make none.</summary>
    public IServiceProvider Services => _services ??= build(Location, Clock);

    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    /// <summary>
    /// Appends the verb's committed events to the log, together with those of an interrupted verb. Does nothing if the verb did not use
    /// the database.
    /// </summary>
    internal async Task SequenceAsync(CancellationToken cancellation)
    {
        if (_services is null || !_services.GetRequiredService<Store>().IsOpened)
        {
            return;
        }

        SequenceOutbox sequence = _services.GetRequiredService<SequenceOutbox>();
        try
        {
            if (sequence.HasPending())
            {
                await sequence.ExecuteAsync(cancellation: cancellation);
            }
        }
        catch (LogInUseException)
        {
            await Error.WriteLineAsync("The log is being written by another process, which will add these events too. You can also run: kinkeeper log sequence");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
