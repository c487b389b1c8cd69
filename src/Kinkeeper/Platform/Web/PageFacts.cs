using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;

namespace Kinkeeper.Platform.Web;

/// <summary>What every page says besides its own matter.</summary>
public sealed class PageFacts(IDataOrigin origin, IServiceProvider services)
{
    /// <summary>An import stays in the record for ever: what was once seen need not be looked up again.</summary>
    private volatile bool _seen;

    /// <summary>Nobody's organization says who signs in: anybody at this machine is whoever they choose to be.</summary>
    public bool IsDemonstration { get; } = services.GetService<SignInSettings>() is null;

    /// <summary>Whether anything synthetic has been imported: then nothing on any page may be taken for real.</summary>
    public bool HoldsSyntheticData => _seen || (_seen = origin.HoldsSynthetic());
}
