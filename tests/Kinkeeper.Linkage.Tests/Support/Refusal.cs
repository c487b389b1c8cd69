namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>Asserts on refusals.</summary>
internal static class Refusal
{
    /// <summary>
    /// Asserts that an action throws a <see cref="LinkageException"/> of one sentence that contains a text, and returns the
    /// sentence.
    /// </summary>
    public static string OneSentence(Action action, string says)
    {
        string message = action.Should().Throw<LinkageException>().Which.Message;
        message.Should().Contain(says);
        message.Should().NotContain("\n").And.EndWith(".");
        return message;
    }
}
