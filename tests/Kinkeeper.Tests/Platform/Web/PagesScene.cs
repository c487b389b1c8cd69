using System.Globalization;
using System.Text;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Web;

/// <summary>The real application with any number of similar families, each on tomorrow's manifest.</summary>
public sealed class PagesScene : IAsyncDisposable
{
    private readonly KinkeeperRun _run;
    private readonly WebApplication _web;

    private PagesScene(KinkeeperRun run, WebApplication web, Uri address) => (_run, _web, Address) = (run, web, address);

    public Uri Address { get; }

    public KinkeeperRun Kinkeeper => _run;

    public IServiceProvider Services => _web.Services;

    public string DatabaseFile => new StoreLocation(_run.DataFolder).DatabaseFile;

    /// <summary>Parents, of whom every second was asked, with a child each; some were removed last year.</summary>
    public static async Task<PagesScene> OpenAsync(int families)
    {
        KinkeeperRun run = new();
        StringBuilder encounters = new("source,record_id,a_number,given_names,surnames,date_of_birth,role,stated_children\n");
        StringBuilder relationships = new("source,parent_record_id,child_record_id,kind,basis,as_of,status\n");
        StringBuilder decisions = new("decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,spoken_language,parent_language,information_given,options_offered,child_contact_offered,counsel_offered,minutes_allowed,private,parent_words,signature,officer\n");
        StringBuilder plans = new("decision_id,step,owner,due_at,confirmed_at,confirmed_by,evidence\n");
        StringBuilder statements = new("record_id,made_at,recorded_at,kind,author,text,wish\n");
        StringBuilder removals = new("removal_id,record_id,status,departs_at,port,country,manifest\n");
        StringBuilder manifest = new("manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country\n");
        for (int i = 0; i < families; i++)
        {
            encounters.Append(CultureInfo.InvariantCulture, $"cbp,cbp:{i},A{200_000_000 + (2 * i)},Dilcia,Pop Caal,1990-04-02,adult,1\n");
            encounters.Append(CultureInfo.InvariantCulture, $"orr,orr:{i},A{200_000_001 + (2 * i)},Wilmer,Pop Xol,2016-04-02,minor,\n");
            relationships.Append(CultureInfo.InvariantCulture, $"cbp,cbp:{i},orr:{i},parent,stated,2025-10-01,confirmed\n");
            if (i % 2 == 0)
            {
                decisions.Append(CultureInfo.InvariantCulture, $"D-{i},cbp:{i},orr:{i},remain,2025-12-20T10:00:00Z,2025-12-20T11:00:00Z,f,spa,spa,yes,accompany;remain;reunify_here;counsel_first;undecided,yes,yes,90,yes,Que se quede,signed,o-1\n");
                plans.Append(CultureInfo.InvariantCulture, $"D-{i},papers,deportation-officer,2026-01-02T10:00:00Z,,,\n");
            }

            statements.Append(CultureInfo.InvariantCulture, $"cbp:{i},2025-12-10T10:00:00Z,2025-12-10T10:00:00Z,letter,self,Quiero que mi hijo viaje conmigo,\n");
            removals.Append(CultureInfo.InvariantCulture, $"R-{i},cbp:{i},planned,2026-01-03T08:00:00Z,AEX,GT,M-1\n");
            removals.Append(CultureInfo.InvariantCulture, $"P-{i},cbp:{i},executed,2025-0{1 + (i % 9)}-03T08:00:00Z,AEX,GT,M-0\n");
            manifest.Append(CultureInfo.InvariantCulture, $"M-1,cbp:{i},,Dilcia,Pop Caal,1990-04-02,2026-01-03T08:00:00Z,AEX,GT\n");
        }

        run.Folder.Write("SYNTHETIC.txt", string.Empty);
        foreach ((string format, StringBuilder text) in ((string, StringBuilder)[])[("encounters", encounters), ("relationships", relationships), ("decisions", decisions), ("plans", plans), ("statements", statements), ("removals", removals), ("manifest", manifest)])
        {
            await run.ImportTextAsync(format, text.ToString());
        }

        return await OpenAsync(run);
    }

    public static async Task<PagesScene> OpenAsync(KinkeeperRun run)
    {
        WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new PagesScene(run, web, new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    /// <summary>A browser of an account that has given its reason of access.</summary>
    public async Task<HttpClient> SignInAsync(string account)
    {
        HttpClient http = await Browser.SignInAsync(Address, account);
        await Browser.GiveReasonAsync(http);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _run.Dispose();
    }
}
