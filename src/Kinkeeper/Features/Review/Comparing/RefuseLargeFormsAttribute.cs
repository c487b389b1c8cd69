using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// On the page that takes two lists: what says beforehand that it is too large is refused in words before any of it is read. What says
/// nothing beforehand is cut off while it is read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RefuseLargeFormsAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Two files, and the form around them.</summary>
    public const long MostBytes = (2 * ListLimits.MostFileBytes) + (1 << 16);

    /// <summary>Before the form's token is looked for, which reads the form.</summary>
    public int Order => int.MinValue;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > MostBytes)
        {
            context.Result = new RedirectResult("/review/lists?large=true");
        }
    }
}
