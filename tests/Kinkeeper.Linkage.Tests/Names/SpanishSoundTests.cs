using Kinkeeper.Linkage.Names;

namespace Kinkeeper.Linkage.Tests.Names;

public sealed class SpanishSoundTests
{
    [Theory]
    [InlineData("Ajcúc", "Ahcuc", false)]
    [InlineData("Huinac", "Güinac", true)]
    [InlineData("Wuinac", "Huinac", true)]
    [InlineData("Guerra", "Güera", true)]
    [InlineData("Q'anil", "Kanil", true)]
    [InlineData("Tz'unun", "Tsunun", true)]
    [InlineData("Jiménez", "Giménes", true)]
    [InlineData("Villagrán", "Biyagran", true)]
    [InlineData("Hernández", "Ernandes", true)]
    [InlineData("Chávez", "Chabes", true)]
    [InlineData("Cáceres", "Kaseres", true)]
    public void Key_SpellingsOfOneName_SoundAlike(string one, string other, bool alike)
    {
        string Sound(string name) => SpanishSound.Key(SpanishSound.Parts(name).Single());
        (Sound(one) == Sound(other)).Should().Be(alike);
    }
}
