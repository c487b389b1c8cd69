using Microsoft.AspNetCore.Authorization;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>The one permission that a page requires.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute : AuthorizeAttribute
{
    public RequiresAttribute(Permission permission)
        : base(Permissions.PolicyName(permission)) => Permission = permission;

    public Permission Permission { get; }
}

/// <summary>Gives an endpoint the one permission that it requires.</summary>
public static class RequiresExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new RequiresAttribute(permission));
}
