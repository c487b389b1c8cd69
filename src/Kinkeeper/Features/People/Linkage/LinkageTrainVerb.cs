using System.CommandLine;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Train;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>The verb <c>linkage train</c>: estimates the missing probabilities, saves the trained model, then runs it.</summary>
internal static class LinkageTrainVerb
{
    public static Command Command()
    {
        Argument<string> model = new("MODEL.json") { Description = "A settings file as Splink 4 saves it." };
        Option<string> trained = new("--out") { Description = "The file for the trained model.", Required = true, HelpName = "TRAINED.json" };
        Option<string[]> deterministic = new("--deterministic-rule") { Description = "A rule that almost never joins two different persons. May be given several times.", HelpName = "SQL" };
        Option<double> recall = new("--recall") { Description = "The share of all matches found by the deterministic rules.", DefaultValueFactory = _ => 0.7, HelpName = "R" };
        Option<string[]> em = new("--em-rule") { Description = "A rule whose pairs are used to estimate m. Default: the model's blocking rules.", HelpName = "SQL" };
        Option<long> random = new("--random-pairs") { Description = "Number of random pairs used to estimate u.", DefaultValueFactory = _ => 1_000_000, HelpName = "N" };
        Option<int> seed = new("--seed") { Description = "The seed of the random pairs.", DefaultValueFactory = _ => 1, HelpName = "S" };
        Option<string?> labels = new("--labels") { Description = "Known pairs, as CSV with the columns id_l,id_r and optionally match (yes or no).", HelpName = "FILE" };
        LinkageOptions shared = new();
        Command command = new("train", "Estimates a model's missing probabilities, saves the model, and scores with it.")
        {
            model, trained, deterministic, recall, em, random, seed, labels,
        };
        shared.AddTo(command);
        return command.Runs((context, parsed, cancellation) =>
        {
            LinkageRunOptions run = shared.Read(parsed, context);
            string saved = OutputFile.NotAnInput(parsed.GetValue(trained)!, run.Inputs);
            LinkageModel untrained = LinkageModel.Load(parsed.GetValue(model)!);
            string[] emRules = parsed.GetValue(em) ?? [];
            string[] deterministicRules = parsed.GetValue(deterministic) ?? [];
            long start = context.Clock.GetTimestamp();
            IReadOnlyList<Table> inputs = LinkageRun.Read(
                untrained, run.Inputs, emRules.Concat(deterministicRules).SelectMany(ModelColumns.OfRule), cancellation);
            double load = context.Clock.GetElapsedTime(start).TotalSeconds;
            TrainingResult result = Trainer.Train(
                untrained,
                inputs,
                new TrainingOptions
                {
                    DeterministicRules = deterministicRules,
                    Recall = parsed.GetValue(recall),
                    EmRules = emRules,
                    MostRandomPairs = parsed.GetValue(random),
                    Seed = parsed.GetValue(seed),
                    Labels = parsed.GetValue(labels) is { } file ? PairFile.ReadLabels(file) : [],
                    Threads = run.Threads,
                    Progress = run.Progress,
                },
                cancellation);
            result.Model.Save(saved);
            foreach (string note in result.Notes)
            {
                context.Error.WriteLine(note);
            }

            LinkageRunResult scored = LinkageRun.Execute(result.Linker, run, load, cancellation);
            LinkageOptions.Print(context, scored);
            return Task.FromResult(ExitCode.Done);
        });
    }
}
