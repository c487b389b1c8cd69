using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;

namespace Kinkeeper.Platform.Web;

/// <summary>The facts that every page shows in its frame.</summary>
public sealed class PageFacts(IDataOrigin origin, IServiceProvider services)
{
    /// <summary>True once a synthetic import was seen. Imports are never removed, so it is not looked up again.</summary>
    private volatile bool _seen;

    /// <summary>True in the demonstration, where anybody at this machine can sign in as anyone.</summary>
    public bool IsDemonstration { get; } = services.GetService<SignInSettings>() is null;

    /// <summary>True if anything synthetic has been imported. Then nothing on any page may be taken for real.</summary>
    public bool HoldsSyntheticData => _seen || (_seen = origin.HoldsSynthetic());
}
