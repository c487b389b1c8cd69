namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>Names of the limits on how often somebody may ask.</summary>
public static class RequestLimits
{
    public const string SignIn = "sign-in";

    /// <summary>60 a minute for each account: nobody goes through a list of names by hand faster.</summary>
    public const string Search = "search";
}
