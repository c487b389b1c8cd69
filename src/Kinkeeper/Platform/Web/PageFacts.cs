using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;

namespace Kinkeeper.Platform.Web;

/// <summary>What every page says besides its own matter.</summary>
public sealed class PageFacts(IDataOrigin origin, IServiceProvider services)
{
    /// <summary>True once a synthetic import was seen. Imports are never removed, so it is not looked up again.</summary>
    private volatile bool _seen;

    /// <summary>True in the demonstration, where anybody at this machine can sign in as anyone.</summary>
    public bool IsDemonstration { get; } = services.GetService<SignInSettings>() is null;

    /// <summary>Whether anything synthetic has been imported: then nothing on any page may be taken for real.</summary>
    public bool HoldsSyntheticData => _seen || (_seen = origin.HoldsSynthetic());
}
