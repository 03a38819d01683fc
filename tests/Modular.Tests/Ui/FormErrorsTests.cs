using Modular.BuildingBlocks.Ui;

namespace Modular.Tests.Ui;

public class FormErrorsTests
{
    private readonly FormErrors _errors = new FormErrors().Add("poNumber", "Too long.").Add("", "Nothing was saved.");

    [Fact]
    public void An_error_finds_its_input_by_the_last_part_of_the_name() =>
        _errors.For("Form.PoNumber").ShouldBe(["Too long."]);

    [Fact]
    public void An_error_of_the_whole_form_belongs_to_no_input() => _errors.For("").ShouldBeEmpty();

    [Fact]
    public void A_link_in_the_summary_leads_to_the_input() =>
        FormErrors.IdOf("poNumber").ShouldBe(FormErrors.IdOf("Form.PoNumber"));

    [Fact]
    public void The_summary_names_a_field_by_the_label_that_its_input_told()
    {
        var (heard, texts) = (0, new Texts(TextSource.BuildingBlocks));
        _errors.Labelled += () => heard++;

        _errors.Call("Form.Name", "Name");
        _errors.Call("Form.PoNumber", "Purchase order");
        _errors.Call("Form.PoNumber", "Purchase order");

        heard.ShouldBe(1, "only what is faulty is drawn again");
        _errors.All.Select(e => _errors.InSummary(e, texts)).ShouldBe(["Purchase order: Too long.", "Nothing was saved."]);
    }
}
