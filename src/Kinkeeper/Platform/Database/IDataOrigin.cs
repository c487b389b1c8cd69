namespace Kinkeeper.Platform.Database;

/// <summary>Tells if the database holds synthetic people, real people, or both.</summary>
public interface IDataOrigin
{
    /// <summary>Anything marked synthetic has been imported.</summary>
    bool HoldsSynthetic();

    /// <summary>Anything has been imported that is not marked synthetic.</summary>
    bool HoldsReal();
}
