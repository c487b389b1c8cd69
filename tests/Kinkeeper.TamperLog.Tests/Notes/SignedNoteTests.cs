using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Tests.Notes;

/// <summary>Signed notes and their keys, checked with the examples of the specification and of Go's note_test.go.</summary>
public sealed class SignedNoteTests
{
    /// <summary>The key, secret and text of note_test.go in Go's x/mod.</summary>
    private const string NeumannKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string NeumannSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string NeumannText =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    [Fact]
    public void Sign_KeyAndTextOfGosTest_GivesTheSignatureOfGosTest()
    {
        using SigningKey key = SigningKey.Parse(NeumannSecret);

        SignedNote note = SignedNote.Sign(NeumannText, default, key);

        key.Verifier.Text.Should().Be(NeumannKey);
        note.ToString().Should().Be(
            NeumannText + "\n\u2014 PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
        SignedNote.Parse(note.ToBytes()).Verify(VerifierKey.Parse(NeumannKey)).Should().ContainSingle();
    }

    [Fact]
    public void ParseKey_AnyPartOrAnyChangedCharacter_IsRefused()
    {
        (string, Action<string>)[] keys = [(NeumannKey, text => VerifierKey.Parse(text)), (NeumannSecret, text => SigningKey.Parse(text))];
        foreach ((string whole, Action<string> parse) in keys)
        {
            for (int from = 0; from <= whole.Length; from++)
            {
                for (int to = from + 1; to <= whole.Length; to++)
                {
                    if (from != 0 || to != whole.Length)
                    {
                        parse.Invoking(act => act(whole[from..to])).Should().Throw<LogFormatException>(whole[from..to]);
                    }
                }
            }

            for (int i = 0; i < whole.Length; i++)
            {
                string changed = whole[..i] + (char)(whole[i] + 1) + whole[(i + 1)..];
                parse.Invoking(act => act(changed)).Should().Throw<LogFormatException>(changed);
            }
        }
    }

    [Theory]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", "wrong length with a matching id")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "unknown type with a matching id")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "space")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "another spelling")]
    [InlineData("", "nothing")]
    public void ParseKey_Malformed_IsRefused(string key, string why) =>
        key.Invoking(VerifierKey.Parse).Should().Throw<LogFormatException>(why);

    [Fact]
    public void ParseKey_KeyOfTheSpecification_IsAccepted() =>
        VerifierKey.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").Name.Should().Be("example.com/foo");

    [Fact]
    public void Verify_SixteenSignaturesOfWhichOneIsKnown_FindsThatOne()
    {
        SigningKey[] keys = Enumerable.Range(0, 16).Select(i => SigningKey.Create($"signer.example/{i}")).ToArray();
        SignedNote note = SignedNote.Parse(SignedNote.Sign("text\n", default, keys).ToBytes());

        note.Signatures.Should().HaveCount(16);
        note.Verify(keys[11].Verifier).Should().ContainSingle().Which.Key.Should().Be(keys[11].Verifier);
        note.Verify(keys.Select(key => key.Verifier)).Should().HaveCount(16);
    }

    [Fact]
    public void Verify_UnknownKeyWithAKnownName_IsIgnored()
    {
        using SigningKey known = SigningKey.Create("signer.example");
        using SigningKey namesake = SigningKey.Create("signer.example");

        SignedNote.Sign("text\n", default, namesake).Verify(known.Verifier).Should().BeEmpty();
    }

    [Fact]
    public void Verify_SignatureOfAnotherText_IsRefusedAndNamesTheKey()
    {
        using SigningKey key = SigningKey.Create("signer.example");
        SignedNote signed = SignedNote.Sign("remain\n", default, key);
        SignedNote forged = SignedNote.Parse(
            Encoding.UTF8.GetBytes(signed.ToString().Replace("remain", "accompany", StringComparison.Ordinal)));

        forged.Invoking(note => note.Verify(key.Verifier)).Should().Throw<LogIntegrityException>()
            .Which.Found.Should().Contain("signer.example");
    }

    [Fact]
    public void Verify_CosignatureWhoseTimeWasChanged_IsRefused()
    {
        using SigningKey witness = SigningKey.Create("witness.example", KeyType.Ed25519Cosignature);
        SignedNote note = SignedNote.Sign(
            "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", DateTimeOffset.UnixEpoch.AddDays(20_000), witness);
        byte[] later = note.Signatures[0].Bytes.ToArray();
        later[7]++;

        note.Verify(witness.Verifier).Should().ContainSingle();
        note.With([note.Signatures[0] with { Bytes = later }])
            .Invoking(changed => changed.Verify(witness.Verifier)).Should().Throw<LogIntegrityException>();
    }

    [Theory]
    [InlineData("text\n", "no signatures")]
    [InlineData("text\n\n", "no signature lines")]
    [InlineData("text\n\n\u2014 name AAAAAAAA", "no final newline")]
    [InlineData("text\n\n- name AAAAAAAA\n", "a hyphen in place of the dash")]
    [InlineData("text\n\n\u2014 na+me AAAAAAAA\n", "plus in the name")]
    [InlineData("text\n\n\u2014 na\u00a0me AAAAAAAA\n", "a Unicode space in the name")]
    [InlineData("text\n\n\u2014 name AAAA\n", "a key id alone")]
    [InlineData("text\n\n\u2014 name AAAA AAAA\n", "space in base64")]
    [InlineData("text\n\n\u2014 name AAAAAAB=\n", "stray bits in base64")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAAA\n", "a control character")]
    [InlineData("", "nothing")]
    public void Parse_Malformed_IsRefused(string note, string why) =>
        note.Invoking(bytes => SignedNote.Parse(Encoding.UTF8.GetBytes(bytes))).Should().Throw<LogFormatException>(why);

    [Fact]
    public void Parse_NotUtf8_IsRefused() =>
        ((byte[])[0xff, (byte)'\n', (byte)'\n']).Invoking(bytes => SignedNote.Parse(bytes)).Should().Throw<LogFormatException>();

    [Fact]
    public void Parse_RandomAndChangedBytes_GivesANoteOrAFormatError()
    {
        using SigningKey key = SigningKey.Create("signer.example");
        byte[] good = SignedNote.Sign("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", default, key).ToBytes();
        Gen<byte[]> mutated = from cut in Gen.Int[0, good.Length]
                              from at in Gen.Int[0, good.Length - 1]
                              from value in Gen.Byte
                              select (byte[])[.. good.AsSpan(0, at), value, .. good.AsSpan(cut)];
        Gen.OneOf(Gen.Byte.Array[0, 200], mutated).Sample(
            bytes =>
            {
                try
                {
                    SignedNote note = SignedNote.Parse(bytes);
                    Checkpoint.Parse(note.Text);
                }
                catch (LogFormatException)
                {
                    // A refusal is the other valid result.
                }
            },
            iter: 20_000);
    }
}
