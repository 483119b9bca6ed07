"""How the forms of the administration are sent: what the page holds, and what a person changes in it."""

from django.forms.boundfield import BoundField
from django.urls import reverse


def address(row_or_model, page: str, *arguments) -> str:
    opts = row_or_model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=arguments)


def change_of(row) -> str:
    return address(row, "change", row.pk)


def as_shown(response) -> dict:
    """Every value that the page of a form would send back untouched."""
    context = response.context
    data: dict = {}
    for bound in context["adminform"].form:
        put(data, bound)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for form in (formset.management_form, *formset.forms):
            for bound in form:
                put(data, bound)
    return data


def put(data: dict, bound: BoundField) -> None:
    value = bound.value()
    if value is None or value is False:
        return
    if value is True:
        data[bound.html_name] = "on"
    elif isinstance(value, list | tuple) or hasattr(value, "iterator"):
        data[bound.html_name] = [getattr(one, "pk", one) for one in value]
    elif not hasattr(value, "storage"):
        data[bound.html_name] = value


def sent(client, form: str, **typed):
    """The answer to the form at an address, with what was typed; a reason, unless another is given."""
    data = as_shown(client.get(form)) | {"reason": "Correction."} | typed
    return client.post(form, {name: value for name, value in data.items() if value is not None})


def refusals(response) -> list[str]:
    """All that the page says is wrong, in its form and in its inlines."""
    return [str(one) for errors in response.context["errors"] for one in errors]
