using Microsoft.AspNetCore.Authorization;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>On a page: the one permission that it takes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute : AuthorizeAttribute
{
    public RequiresAttribute(Permission permission)
        : base(Permissions.PolicyName(permission)) => Permission = permission;

    public Permission Permission { get; }
}

/// <summary>On an endpoint: the one permission that it takes.</summary>
public static class RequiresExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new RequiresAttribute(permission));
}
