using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Refuses a form that declares too large a size, before any of it is read, with a readable page. Used on the page that takes two lists.
/// A form without a declared size is cut off during the read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RefuseLargeFormsAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>The most bytes: two files, plus the rest of the form.</summary>
    public const long MostBytes = (2 * ListLimits.MostFileBytes) + (1 << 16);

    /// <summary>Runs before the check of the form's token, because that check reads the form.</summary>
    public int Order => int.MinValue;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > MostBytes)
        {
            context.Result = new RedirectResult("/review/lists?large=true");
        }
    }
}
