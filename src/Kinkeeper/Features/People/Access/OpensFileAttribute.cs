using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kinkeeper.Features.People.Access;

/// <summary>On a page that shows a person's file: whoever has not said today why they open files is asked first, and then led back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpensFileAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<AccessReasons>().Chosen(http, Account.Of(http.User)!) is null)
        {
            // Only what was asked by GET can be asked again: a form finds the reason under which it was opened, or none at all.
            string back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            context.Result = new RedirectResult($"/access/reason?back={Uri.EscapeDataString(back)}");
            return;
        }

        await next();
    }
}
