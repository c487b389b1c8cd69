using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Model;

public sealed class LinkageModelTests
{
    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "compares nothing")]
    [InlineData("""{"link_type":"both","comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "\"both\"")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[{"sql_condition":"ELSE","m_probability":1.5}]}]}""",
        "1.5")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[{"m_probability":0.5}]}]}""", "no \"sql_condition\"")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[]}]}""", "comparison_levels")]
    [InlineData("""{"comparisons":[{"output_column_name":7,"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "wrong kind")]
    [InlineData("""{"comparisons":"x"}""", "compares nothing")]
    [InlineData("""{"probability_two_random_records_match":"often","comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""",
        "often")]
    [InlineData("""{"blocking_rules_to_generate_predictions":[{}],"comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""",
        "blocking rule")]
    public void Parse_UnusableModel_GivesOneSentenceThatNamesIt(string json, string says)
    {
        Action parse = () => LinkageModel.Parse(json, "m.json");

        Refusal.OneSentence(parse, says).Should().Contain("m.json");
    }

    [Fact]
    public void Load_MissingFile_NamesTheFile()
    {
        using TemporaryFolder folder = new();
        Refusal.OneSentence(() => LinkageModel.Load(folder.File("none.json")), "none.json");
    }

    [Fact]
    public void Save_ModelThatCannotBeWritten_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("model.json"));

        Refusal.OneSentence(() => Models.Of([], Models.Exact("name")).Save(folder.File("model.json")), "model.json");
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }
}
