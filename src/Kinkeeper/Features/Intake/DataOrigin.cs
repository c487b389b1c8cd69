using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake;

/// <summary>Answers from the list of imports, in which each file is marked synthetic or not.</summary>
public sealed class DataOrigin(Store store) : IDataOrigin
{
    public bool HoldsSynthetic() => Any("SELECT EXISTS (SELECT 1 FROM imports WHERE synthetic = 1)");

    public bool HoldsReal() => Any("SELECT EXISTS (SELECT 1 FROM imports WHERE synthetic = 0)");

    private bool Any(string question)
    {
        if (!store.Exists)
        {
            return false;
        }

        using DatabaseConnection connection = store.Connect();
        return connection.ReadNumber(question) == 1;
    }
}
