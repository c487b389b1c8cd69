using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kinkeeper.Platform.Security.Refused;

/// <summary>Records the forms that pages refuse because their token is missing or belongs to another session.</summary>
internal sealed class ForgedForms(RefusedRequests refused) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            refused.Note(context.HttpContext, RefusedKind.ForgedForm);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
