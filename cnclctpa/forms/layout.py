"""How a form reads: sections with a title and what one should know before filling them."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """Fields that go together; a folded section holds what is rarely needed."""

    title: str
    fields: tuple[str, ...]
    intro: str = ""
    is_folded: bool = False


@dataclass
class Folded:
    """A section that opens by a click, without a script; it stands open when a field of it is refused."""

    title: str
    names: tuple[str, ...]
    intro: str = ""

    def render(self, form, context, **options):
        content = Layout(*(Field(name) for name in self.names)).render(form, context, **options)
        is_open = any(name in form.errors for name in self.names)
        told = {"title": self.title, "intro": self.intro, "content": content, "is_open": is_open}
        return render_to_string("portal/editing/folded.html", told)


def laid_out(form, sections: tuple[Section, ...]) -> FormHelper:
    """The helper that draws a form; fields that no section names come first, hidden ones where they are."""
    named = {name for section in sections for name in section.fields}
    in_english = tuple(name for name in form.fields if name.endswith("_en") and name not in named)
    hidden = {name for name in form.fields if form.fields[name].widget.is_hidden}
    first = [name for name in form.fields if name not in named | set(in_english) | hidden]
    parts = [Field(name) for name in first]
    for section in sections:
        names = tuple(name for name in section.fields if name in form.fields)
        if names:
            parts.append(drawn(section, names))
    if in_english:
        intro = _("For partners who read English; where it is left empty, the French text is shown.")
        parts.append(Folded(_("English version"), in_english, intro))
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts, *(Field(name) for name in hidden))
    return helper


def drawn(section: Section, names: tuple[str, ...]):
    fields = [Field(name) for name in names]
    if section.is_folded:
        return Folded(section.title, names, section.intro)
    return Fieldset(section.title, *([Intro(section.intro)] if section.intro else []), *fields)


@dataclass
class Intro:
    """A sentence above the fields of a section."""

    text: str

    def render(self, form, context, **options):
        return format_html('<p class="form-intro">{}</p>', self.text)
