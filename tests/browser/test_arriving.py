"""A link to a field of a form puts the cursor in it, unfolding what hides it."""

import pytest

ACTIVITY = "/plans/demo-2/activities/1.1.1.1/edit/"


@pytest.mark.parametrize(
    ("anchor", "focused"), [("id_lead", "id_lead"), ("div_id_regions", "id_regions_0_0")]
)
def test_the_field_that_the_address_names_has_the_cursor(signed_in_page, anchor, focused):
    signed_in_page.goto(f"{ACTIVITY}#{anchor}")
    signed_in_page.wait_for_function("id => document.activeElement.id === id", arg=focused)
