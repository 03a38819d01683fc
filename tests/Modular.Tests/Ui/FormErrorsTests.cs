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
}
