"""What a browser would send from the form of a page that has just been read."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Reads the fields of the first form of ``main`` that is sent by POST."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.data: dict[str, list[str]] = {}
        self.is_in_main = self.is_in_form = self.is_done = False
        self.select = self.area = None
        self.is_multiple, self.options = False, []

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if tag == "main":
            self.is_in_main = True
        elif tag == "form" and self.is_in_main and not self.is_done:
            self.is_in_form = attributes.get("method", "").lower() == "post"
        elif self.is_in_form and "disabled" not in attributes:
            self.field(tag, attributes)

    def field(self, tag, attributes):
        name = attributes.get("name")
        if tag == "input" and name:
            self.input(name, attributes)
        elif tag == "textarea" and name:
            self.area, self.data[name] = name, [""]
        elif tag == "select" and name:
            self.select, self.options = name, []
            self.is_multiple = "multiple" in attributes
            self.data[name] = []
        elif tag == "option" and self.select:
            self.options.append(attributes.get("value", ""))
            if "selected" in attributes:
                self.data[self.select].append(attributes.get("value", ""))

    def input(self, name, attributes):
        kind = attributes.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attributes:
                self.data.setdefault(name, []).append(attributes.get("value", "on"))
        elif kind not in ("submit", "file"):
            self.data.setdefault(name, []).append(attributes.get("value", ""))

    def handle_data(self, text):
        if self.area:
            self.data[self.area][0] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.data[self.area][0] = self.data[self.area][0].removeprefix("\n")
            self.area = None
        elif tag == "select":
            # A list of which nothing is chosen shows its first line; one of several choices sends none.
            if self.select and not self.data[self.select] and not self.is_multiple:
                self.data[self.select] = self.options[:1]
            self.select = None
        elif tag == "form" and self.is_in_form:
            self.is_in_form, self.is_done = False, True


def form_of(response) -> dict[str, list[str] | str]:
    """The fields of the page’s form as they stand; empty when the page has none, or is no page."""
    form = _Form()
    if response.status_code == 200:
        form.feed(response.content.decode())
    return dict(form.data)


def typed(response, **changes) -> dict[str, list[str] | str]:
    """The fields of the page’s form as they stand, with the changes that a person makes; None empties."""
    form = _Form()
    form.feed(response.content.decode())
    assert form.data, "this page has no form to send"
    data: dict[str, list[str] | str] = dict(form.data)
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return data


def save(client, address: str, **changes):
    """Read a form at an address, change some fields, and send it back."""
    return client.post(address, typed(client.get(address), **changes))
