using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kinkeeper.Features.People.Access;

/// <summary>Marks a page that shows a person's file. A reader without a reason for today is asked for one and then sent back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpensFileAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<AccessReasons>().Chosen(http, Account.Of(http.User)!) is null)
        {
            // Only a GET request can be repeated. A form uses the reason it was opened with, or starts again without one.
            string back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            context.Result = new RedirectResult($"/access/reason?back={Uri.EscapeDataString(back)}");
            return;
        }

        await next();
    }
}
