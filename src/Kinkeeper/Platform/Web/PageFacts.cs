using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Platform.Web;

/// <summary>The facts that every page shows in addition to its own subject.</summary>
public sealed class PageFacts(Store store, IServiceProvider services)
{
    /// <summary>True once a synthetic import was seen. Imports are never removed, so it is not looked up again.</summary>
    private volatile bool _seen;

    /// <summary>True in the demonstration, where anybody at this machine can sign in as anyone.</summary>
    public bool IsDemonstration { get; } = services.GetService<SignInSettings>() is null;

    /// <summary>True if anything synthetic was imported: then nothing on any page may be taken for real.</summary>
    public bool HoldsSyntheticData
    {
        get
        {
            if (_seen || !store.Exists)
            {
                return _seen;
            }

            using SqliteConnection connection = store.Connect();
            using SqliteStatement any = new(connection, "SELECT EXISTS (SELECT 1 FROM imports WHERE synthetic = 1)");
            any.Step();
            _seen = any.Number(0) == 1;
            any.Reset();
            return _seen;
        }
    }
}
