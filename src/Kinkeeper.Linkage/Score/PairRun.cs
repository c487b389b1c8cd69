using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;

namespace Kinkeeper.Linkage.Score;

/// <summary>Sends the pairs of a model through sinks on several threads. The result is the same for any number of threads.</summary>
internal static class PairRun
{
    /// <param name="source">Finds the pairs.</param>
    /// <param name="scorer">Compares the pairs.</param>
    /// <param name="sinks">Receive the pairs.</param>
    /// <param name="weigh">True to compute weights and probabilities, false for patterns only.</param>
    /// <param name="threads">Number of threads; at least 1.</param>
    /// <param name="progress">Receives the progress after every unit; null for nobody.</param>
    /// <param name="cancellation">Stops between units.</param>
    /// <returns>Number of pairs.</returns>
    public static long Execute(
        PairSource source,
        PairScorer scorer,
        IReadOnlyList<IPairSink> sinks,
        bool weigh,
        int threads,
        IProgress<LinkageProgress>? progress,
        CancellationToken cancellation)
    {
        Lock gate = new();
        Dictionary<int, IPairPart[]> waiting = [];
        int next = -1;
        int committed = 0;
        long pairs = 0;
        Exception? failure = null;

        void Work()
        {
            PairBatch batch = scorer.Compiled.NewBatch();
            DecisionScratch scratch = scorer.NewScratch();
            long mine = 0;
            try
            {
                int number;
                while ((number = Interlocked.Increment(ref next)) < source.Units.Count && failure is null)
                {
                    cancellation.ThrowIfCancellationRequested();
                    IPairPart[] parts = [.. sinks.Select(sink => sink.NewPart())];
                    source.Find(source.Units[number], batch, scratch, full =>
                    {
                        mine += full.Count;
                        if (weigh)
                        {
                            scorer.Score(full, scratch);
                        }
                        else
                        {
                            scorer.Compare(full, scratch);
                        }

                        foreach (IPairPart part in parts)
                        {
                            part.Add(full);
                        }
                    });
                    lock (gate)
                    {
                        waiting.Add(number, parts);
                        while (waiting.Remove(committed, out IPairPart[]? ready))
                        {
                            for (int sink = 0; sink < sinks.Count; sink++)
                            {
                                sinks[sink].Commit(ready[sink]);
                            }

                            committed++;
                        }

                        progress?.Report(new LinkageProgress("score", committed, source.Units.Count));
                    }
                }
            }
            catch (Exception problem)
            {
                lock (gate)
                {
                    failure ??= problem;
                }
            }

            Interlocked.Add(ref pairs, mine);
        }

        Thread[] others = [.. Enumerable.Range(1, Math.Max(0, threads - 1)).Select(_ => new Thread(Work))];
        foreach (Thread thread in others)
        {
            thread.Start();
        }

        Work();
        foreach (Thread thread in others)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        return pairs;
    }
}
