using Modular.Catalog.Search;

namespace Modular.Tests.Catalog;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Cámara IP", "camara ip")]
    [InlineData("TÓNER São Paulo Ñandú", "toner sao paulo nandu")]
    public void Case_and_accents_are_folded(string text, string folded) => SearchWords.Fold(text).ShouldBe(folded);

    [Fact]
    public void A_code_is_indexed_in_pieces_and_as_a_whole() =>
        SearchWords.WordsOf("sw-a1000/x").ShouldBe(["sw", "a1000", "x", "swa1000x"]);

    [Fact]
    public void Quotes_and_backslashes_cannot_leave_their_word() =>
        SearchWords.Vector("A1", "p", "O'Neil \\ Söhne", "d", "c").ShouldContain(@"'v/o''neil \\ sohne'");

    [Theory]
    [InlineData("cable red", "'cable':* & 'red':*")]
    [InlineData("cable de red", "'cable':* & 'red':*")]
    [InlineData("de", "'de':*")]
    [InlineData("impresoras", "('impresoras':* | 'impresora':*)")]
    [InlineData("switches", "('switches':* | 'switche':* | 'switch':*)")]
    [InlineData("SW-A1000", "(('sw' & 'a1000':*) | 'swa1000':*)")]
    [InlineData("switch 48 2960", "'switch':* & '48' & '2960':*")]
    [InlineData("a b'); DROP", "'b' & 'drop':*")]
    [InlineData(" --- ", null)]
    [InlineData(null, null)]
    public void A_question_becomes_a_query(string? text, string? query) => SearchQuestion.Of(text).ToQuery().ShouldBe(query);

    [Fact]
    public void Only_words_are_mended() =>
        SearchQuestion.Of("swich A1000 sw-a1 usb 2024").Mendable.ShouldBe(["swich"]);
}
