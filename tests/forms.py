"""The forms of a page, as a browser would send them."""

from html.parser import HTMLParser


def forms_of(response, url):
    """Each form that writes: where it is sent, and its fields by name."""
    reader = _Forms(url.split("?")[0])
    reader.feed(response.content.decode())
    return reader.found


class _Forms(HTMLParser):
    """Lists too: the option that is selected, else nothing. Files and tokens are left out."""

    def __init__(self, page):
        super().__init__()
        self.page, self.found, self.fields, self.listed = page, [], None, ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "form":
            self.fields = {}
            if given.get("method", "").lower() == "post":
                self.found.append((given.get("action") or self.page, self.fields))
        if self.fields is None or kind == "file" or name == "csrfmiddlewaretoken":
            return
        if tag == "option" and "selected" in given:
            self.fields[self.listed] = given.get("value", "")
        elif name:
            self._take(tag, name, kind, given)

    def _take(self, tag, name, kind, given):
        if tag in {"select", "textarea"}:
            self.listed = name
            self.fields[name] = ""
        elif kind == "radio" and "checked" not in given:
            self.fields.setdefault(name, given.get("value", ""))
        elif kind != "checkbox" or "checked" in given:
            self.fields[name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.fields = None
