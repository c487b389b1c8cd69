using System.Text;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Tests.Text;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{ \"b\" : [1, 2 ,null,true], \"a\":\"x\" }", "{\"a\":\"x\",\"b\":[1,2,null,true]}")]
    [InlineData("\"\\u0061\\n\\u001f\\/\"", "\"a\\n\\u001f/\"")]
    [InlineData("{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4}", "{\"\\r\":2,\"1\":3,\"ö\":4,\"€\":1}")]
    public void Canonicalize_AnySpelling_GivesTheOneInRfc8785(string json, string canonical) =>
        Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json))).Should().Be(canonical);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("9007199254740993")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1")]
    [InlineData("1 2")]
    [InlineData("\"\\ud800\"")]
    [InlineData("")]
    public void Canonicalize_WithoutACanonicalForm_IsRefused(string json) =>
        json.Invoking(text => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text))).Should().Throw<LogFormatException>();
}
