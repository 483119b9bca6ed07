"""How a form reads: sections with a title and what one should know before filling them."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """Fields that go together; a folded section holds what is rarely needed.

    A tuple among the fields holds short ones, which stand side by side where there is room.
    """

    title: str
    fields: tuple[str | tuple[str, ...], ...]
    intro: str = ""
    is_folded: bool = False

    @property
    def names(self) -> list[str]:
        return [name for one in self.fields for name in ((one,) if isinstance(one, str) else one)]


@dataclass
class Folded:
    """A section that opens by a click, without a script; it stands open when a field of it is refused."""

    section: Section
    fields: list

    def render(self, form, context, **options):
        content = Layout(*self.fields).render(form, context, **options)
        is_open = any(name in form.errors for name in self.section.names)
        told = {
            "title": self.section.title,
            "intro": self.section.intro,
            "content": content,
            "is_open": is_open,
        }
        return render_to_string("portal/editing/folded.html", told)


def laid_out(form, sections: tuple[Section, ...]) -> FormHelper:
    """The helper that draws a form; fields that no section names come first, hidden ones where they are."""
    named = {name for section in sections for name in section.names}
    in_english = tuple(name for name in form.fields if name.endswith("_en") and name not in named)
    hidden = {name for name in form.fields if form.fields[name].widget.is_hidden}
    first = [name for name in form.fields if name not in named | set(in_english) | hidden]
    parts = [Field(name) for name in first]
    if in_english:
        intro = _("For partners who read English; where it is left empty, the French text is shown.")
        sections = (*sections, Section(_("English version"), in_english, intro, is_folded=True))
    parts += [drawn(section, form.fields) for section in sections if set(section.names) & form.fields.keys()]
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts, *(Field(name) for name in hidden))
    return helper


def drawn(section: Section, asked):
    """A section, without the fields that this form does not ask."""
    fields = [beside(one, asked) for one in section.fields]
    if section.is_folded:
        return Folded(section, fields)
    return Fieldset(section.title, *([Intro(section.intro)] if section.intro else []), *fields)


def beside(names: str | tuple[str, ...], asked):
    """One field, or several side by side."""
    if isinstance(names, str):
        return Field(names) if names in asked else Layout()
    return Div(*(Field(name) for name in names if name in asked), css_class="row")


@dataclass
class Intro:
    """A sentence above the fields of a section."""

    text: str

    def render(self, form, context, **options):
        return format_html('<p class="form-intro">{}</p>', self.text)
