using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Kinkeeper.Bench.Web;

/// <summary>One signed-in account, and the addresses that its pages link to.</summary>
internal sealed partial class PageUser
{
    private const int ExamplesOfAPage = 12;
    private const int MostFetched = 120;

    private PageUser(string account, string cookies, IReadOnlyList<string> addresses) => (Account, Cookies, Addresses) = (account, cookies, addresses);

    public string Account { get; }

    public string Cookies { get; }

    /// <summary>The addresses of pages, with all examples found of each.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Signs in, gives the reason for access, and follows links from the home page.</summary>
    public static async Task<PageUser> SignInAsync(Uri server, string account)
    {
        CookieContainer cookies = new();
        using HttpClient http = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = server };
        await SendAsync(http, "/sign-in", "account", account);
        await SendAsync(http, "/access/reason?back=%2F", "code", "departure");
        return new PageUser(account, cookies.GetCookieHeader(server), await FollowAsync(http));
    }

    /// <summary>Returns an address without its ids, to group the results by page.</summary>
    public static string PageOf(string address) => Particular().Replace(address.Split('?')[0], "/…");

    private static async Task SendAsync(HttpClient http, string address, string field, string value)
    {
        using HttpResponseMessage page = await http.GetAsync(new Uri(address, UriKind.Relative));
        if (page.StatusCode != HttpStatusCode.OK)
        {
            return;
        }

        using FormUrlEncodedContent form = new(new Dictionary<string, string> { [field] = value, ["reason"] = value, ["__RequestVerificationToken"] = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value });
        using HttpResponseMessage answer = await http.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    private static async Task<IReadOnlyList<string>> FollowAsync(HttpClient http)
    {
        Queue<string> open = new(["/"]);
        HashSet<string> seen = ["/"];
        List<string> pages = [];
        Dictionary<string, int> examples = [];
        while (open.TryDequeue(out string? address) && pages.Count < MostFetched)
        {
            using HttpResponseMessage page = await http.GetAsync(new Uri(address, UriKind.Relative));
            if (page.StatusCode != HttpStatusCode.OK || page.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            pages.Add(address);
            foreach (Match link in Link().Matches(await page.Content.ReadAsStringAsync()))
            {
                string to = WebUtility.HtmlDecode(link.Groups[1].Value);
                string kind = PageOf(to);
                if (!kind.StartsWith("/assets", StringComparison.Ordinal) && !kind.StartsWith("/review/report", StringComparison.Ordinal) && examples.GetValueOrDefault(kind) < ExamplesOfAPage && seen.Add(to))
                {
                    examples[kind] = examples.GetValueOrDefault(kind) + 1;
                    open.Enqueue(to);
                }
            }
        }

        return pages;
    }

    /// <summary>Returns the same user with only one address.</summary>
    public PageUser Only(string address) => new(Account, Cookies, [address]);

    /// <summary>Fetches pages over one connection until the deadline, and returns the time of each.</summary>
    /// <param name="server">The application.</param>
    /// <param name="think">The time the user looks at a page.</param>
    /// <param name="deadline">The time to stop.</param>
    /// <param name="random">Chooses the next page.</param>
    public Task<List<(string Page, double Milliseconds, int Bytes)>> UseAsync(Uri server, TimeSpan think, DateTime deadline, Random random) =>
        UseAsync(server, think, () => TimeProvider.System.GetUtcNow().UtcDateTime < deadline, random);

    /// <summary>Fetches pages a number of times.</summary>
    public Task<List<(string Page, double Milliseconds, int Bytes)>> FetchAsync(Uri server, int times) => UseAsync(server, TimeSpan.Zero, () => times-- > 0, new Random(1));

    private async Task<List<(string Page, double Milliseconds, int Bytes)>> UseAsync(Uri server, TimeSpan think, Func<bool> goesOn, Random random)
    {
        using TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port);
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[1 << 20];
        List<(string, double, int)> took = [];
        while (goesOn())
        {
            string address = Addresses[random.Next(Addresses.Count)];
            byte[] request = Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {Cookies}\r\nAccept-Encoding: gzip\r\nAccept: text/html\r\n\r\n");
            long started = System.Diagnostics.Stopwatch.GetTimestamp();
            await stream.WriteAsync(request);
            int length = 0;
            while (!IsComplete(buffer.AsSpan(0, length)))
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length));
                length += read > 0 ? read : throw new IOException($"The server closed the connection at {address}.");
            }

            took.Add((
                buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) ? PageOf(address) : $"{Encoding.ASCII.GetString(buffer, 9, 3)} {PageOf(address)}",
                System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                length));
            if (think > TimeSpan.Zero)
            {
                await Task.Delay(think * (0.5 + random.NextDouble()));
            }
        }

        return took;
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        int length = answer[..end].IndexOf("Content-Length: "u8);
        return length < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : System.Buffers.Text.Utf8Parser.TryParse(answer[(length + 16)..end], out int bytes, out _) && answer.Length >= end + 4 + bytes;
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)\"")]
    private static partial Regex Link();

    /// <summary>Matches a part of an address that contains a digit or a capital.</summary>
    [GeneratedRegex("/[^/]*[0-9A-Z][^/]*")]
    private static partial Regex Particular();
}
