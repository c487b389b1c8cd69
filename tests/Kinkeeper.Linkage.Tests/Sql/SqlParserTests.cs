using CsCheck;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Sql;

/// <summary>Checks that any text as a condition gives a tree or one sentence.</summary>
public sealed class SqlParserTests
{
    private static readonly Gen<string> Soup = Gen.OneOf(
        "a_l", "b_r", "l.", "r.", "\"", "'", "x'", "(", ")", "[", "]", ",", "AND", "OR", "NOT", "IS", "NULL", "CASE", "WHEN",
            "THEN", "ELSE", "END",
        "CAST", "AS", "DATE", "::", "->", "BETWEEN", "IN", "=", "<", ">=", "-", "+", "*", "/", "%", "1", "1e", "0.5", "lower",
            "levenshtein", "list_transform", ";", "--", "\0", "😀")
        .Array[0, 30].Select(pieces => string.Join(' ', pieces));

    [Fact]
    public void Parse_RandomText_GivesATreeOrOneSentence() => Gen.OneOf(Soup, RandomText.Any).Sample(
        sql =>
        {
            try
            {
                SqlParser.Condition(sql, "a test").ToString().Should().NotBeEmpty();
            }
            catch (LinkageException problem)
            {
                problem.Message.Should().StartWith($"The condition {sql} of a test cannot be compiled: ").And.EndWith(".");
            }
        },
        iter: 20_000);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("NOT ", "")]
    [InlineData("- ", "")]
    [InlineData("lower(", ")")]
    [InlineData("[", "]")]
    [InlineData("CASE WHEN ", " THEN 1 END")]
    public void Parse_DeepNesting_IsRefused(string open, string close)
    {
        string sql = string.Concat(Enumerable.Repeat(open, 1500)) + "a_l" + string.Concat(Enumerable.Repeat(close, 1500));

        Action parse = () => SqlParser.Condition(sql, "a test");

        parse.Should().Throw<LinkageException>().WithMessage("*nested more than 200 deep.");
    }

    [Fact]
    public void Parse_TooManyWords_IsRefused()
    {
        Action parse = () => SqlParser.Condition("a_l = a_r" + string.Concat(Enumerable.Repeat(" OR a_l = a_r", 100_000)), "a test");

        parse.Should().Throw<LinkageException>().WithMessage("*more than 10,000 words.");
    }
}
