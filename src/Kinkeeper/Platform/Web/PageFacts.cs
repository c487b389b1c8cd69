using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Platform.Web;

/// <summary>What every page says besides its own matter.</summary>
public sealed class PageFacts(Store store)
{
    /// <summary>Whether anything synthetic has been imported: then nothing on any page may be taken for real.</summary>
    public bool HoldsSyntheticData
    {
        get
        {
            if (!store.Exists)
            {
                return false;
            }

            using SqliteConnection connection = store.Connect();
            using SqliteStatement any = new(connection, "SELECT EXISTS (SELECT 1 FROM imports WHERE synthetic = 1)");
            any.Step();
            bool holds = any.Number(0) == 1;
            any.Reset();
            return holds;
        }
    }
}
