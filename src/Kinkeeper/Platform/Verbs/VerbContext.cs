using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kinkeeper.Platform.Verbs;

/// <summary>What a verb is given: where the data is, where to write, what time it is, and the services of every feature.</summary>
public sealed class VerbContext(StoreLocation location, bool json, TextWriter output, TextWriter error, TimeProvider clock, bool terminal)
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

    /// <summary>Print one JSON object on <see cref="Output"/> and nothing else there.</summary>
    public bool Json { get; } = json;

    public TextWriter Output { get; } = output;

    /// <summary>Progress and refusals.</summary>
    public TextWriter Error { get; } = error;

    /// <summary><see cref="Error"/> is a terminal that can redraw a progress bar.</summary>
    public bool Terminal { get; } = terminal;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The services over <see cref="Location"/>, made when first asked for: verbs that need no database make none.</summary>
    public IServiceProvider Services => _services ??= KinkeeperHost.BuildServices(Location, Clock);

    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
