using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Kinkeeper.Bench.Clearance;

/// <summary>The result of a load of requests.</summary>
/// <param name="PerSecond">Requests answered with 200, per second.</param>
/// <param name="P50">Median milliseconds from the request to its answer.</param>
/// <param name="P99">The 99th percentile in milliseconds.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99);

/// <summary>
/// A client that uses little of the two cores it shares with the server: raw sockets, with one request at a time on each.
/// </summary>
internal static class HttpLoad
{
    public static async Task<LoadResult> RunAsync(Uri server, string path, IReadOnlyList<string> bodies, int connections, TimeSpan time)
    {
        await PhaseAsync(server, path, bodies, connections, TimeSpan.FromSeconds(2));
        long started = Stopwatch.GetTimestamp();
        double[] took = await PhaseAsync(server, path, bodies, connections, time);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(took);
        return new LoadResult(took.Length / seconds, took[took.Length / 2], took[(int)(took.Length * 0.99)]);
    }

    private static async Task<double[]> PhaseAsync(Uri server, string path, IReadOnlyList<string> bodies, int connections, TimeSpan time)
    {
        int next = Random.Shared.Next(bodies.Count);
        long deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        double[][] took = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using TcpClient client = new() { NoDelay = true };
            await client.ConnectAsync(server.Host, server.Port);
            NetworkStream stream = client.GetStream();
            byte[] buffer = new byte[1 << 16];
            List<double> mine = [];
            while (Stopwatch.GetTimestamp() < deadline)
            {
                string body = bodies[Interlocked.Increment(ref next) % bodies.Count];
                byte[] request = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
                long started = Stopwatch.GetTimestamp();
                await stream.WriteAsync(request);
                int length = 0;
                while (!IsComplete(buffer.AsSpan(0, length)))
                {
                    int read = await stream.ReadAsync(buffer.AsMemory(length));
                    length += read > 0 ? read : throw new IOException("The server closed the connection.");
                }

                if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
                {
                    throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
                }

                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return mine.ToArray();
        })));
        return [.. took.SelectMany(some => some)];
    }

    /// <summary>Checks if an answer is complete, by its content length or its last chunk.</summary>
    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> headers = answer[..end];
        int length = headers.IndexOf("Content-Length: "u8);
        return length < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : System.Buffers.Text.Utf8Parser.TryParse(headers[(length + 16)..], out int bytes, out _) && answer.Length >= end + 4 + bytes;
    }
}
