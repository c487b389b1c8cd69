using System.CommandLine;
using Kinkeeper.Features.Review.Cases;
using Kinkeeper.Features.Review.Comparing;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Review;

/// <summary>Registers the verb, pages and services of the review of past removals.</summary>
public sealed class ReviewFeature : IFeature
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<ReviewRemovals>();

    public void AddWebServices(IServiceCollection services)
    {
        services.AddSingleton<OpenCases>();
        services.AddSingleton<KnownRows>();
        services.AddSingleton<CountDuties>();
        services.AddSingleton<KeepReviews>();
        services.AddHostedService<WarmReview>();
        services.AddSingleton(new NavigationItem(40, Permission.ViewReview, "/review", "review.title"));
        services.AddSingleton<IRouteScope, RemovalRoute>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGet("/review/report", ReportEndpoint.ReportAsync).Requires(Permission.ViewReview);

    public IEnumerable<Command> Verbs() => [ReviewVerb.Command()];
}
