"""An OpenAPI description of the portal, made from its routes and from the forms and links on its pages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tests.attack.portal import Target
from tests.every_page.walk import links
from tests.hostile.posts import Form, forms_of, pages
from tests.hostile.values import kind
from tests.pages import Page

LEFT_OUT = ("auth.end_session", "static")  # whoever signs out attacks no more
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
ANY = {"type": "string", "maxLength": 300}
Seen = defaultdict[str, defaultdict[str, set[str]]]
Schema = dict[str, Any]


class Found:
    """What one person's pages show: values of the parts of addresses, of queries, and forms that post."""

    def __init__(self, target: Target, number: str) -> None:
        self.map: Map = target.app.url_map
        self.parts, self.queries = Seen(lambda: defaultdict(set)), Seen(lambda: defaultdict(set))
        self.forms: dict[str, list[Form]] = defaultdict(list)
        for page in pages(target.app, number):
            self.look_at(page)
            for form in forms_of(target.app, number, page):
                self.forms[form.endpoint].append(form)
                self.note(form.address, "POST")

    def look_at(self, page: Page) -> None:
        """Links, and the fields of forms that only ask."""
        for address in links(page):
            self.note(address, "GET")
        for form in page.all("form", method="get"):
            endpoint = self.note(form.get("action", ""), "GET")
            for name, text in asked_by(form):
                self.queries[endpoint][name].add(text)

    def note(self, address: str, method: str) -> str:
        """Keep what an address is made of; gives its view, "" for none."""
        told = urlsplit(address)
        try:
            endpoint, parts = self.map.bind("localhost").match(told.path, method)
        except HTTPException:
            return ""
        for name, value in parts.items():
            self.parts[endpoint][name].add(str(value))
        for name, values in parse_qs(told.query, keep_blank_values=True).items():
            self.queries[endpoint][name].update(values)
        return str(endpoint)


def asked_by(form: Element) -> Iterator[tuple[str, str]]:
    """The fields of a form that only asks, each with what it may say."""
    for field in form.iter():
        name = field.get("name", "")
        if name and field.tag in ("input", "select", "textarea"):
            yield name, field.get("value", "")
            yield from ((name, option.get("value", "")) for option in field.iter("option"))


def description(target: Target, number: str, token: str) -> Schema:
    """Every route with what may be asked of it, as far as this person's pages tell."""
    found, paths = Found(target, number), defaultdict[str, Schema](dict)
    for rule in (rule for rule in found.map.iter_rules() if rule.endpoint not in LEFT_OUT):
        place = HOLE.sub(r"{\1}", rule.rule)
        for method in sorted(rule.methods & {"GET", "POST"}):
            paths[place][method.lower()] = operation(rule, method, found, token)
    return {"openapi": "3.0.3", "info": {"title": "portal", "version": "1"}, "paths": dict(paths)}


def operation(rule: Rule, method: str, found: Found, token: str) -> Schema:
    """One view: the parts of its address, its query, and its fields."""
    parts = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": one_of(found.parts[rule.endpoint][name], True),
        }
        for name in sorted(rule.arguments)
    ]
    queries = found.queries[rule.endpoint] | {"before": {""}, "q": {""}}
    asked = [{"name": name, "in": "query", "schema": one_of(known)} for name, known in queries.items()]
    said: Schema = {"operationId": f"{rule.endpoint} {method} {rule.rule}", "parameters": parts + asked}
    said["responses"] = {"default": {"description": "a page of ours"}}
    if method == "POST":
        said["requestBody"] = {"required": True, "content": body(found.forms[rule.endpoint], token)}
    return said


def body(forms: list[Form], token: str) -> Schema:
    """What a form posts; with its token, or nothing would ever be read."""
    fields: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for field in form.fields:
            fields[field.name].add(field.value)
        for name, value in form.buttons:
            fields[name or "act"].add(value)
    own = {name: one_of(known) for name, known in fields.items()}
    own |= {"csrf_token": {"type": "string", "enum": [token]}}
    media = (
        "multipart/form-data" if any(form.files() for form in forms) else "application/x-www-form-urlencoded"
    )
    schema = {"type": "object", "properties": own, "required": ["csrf_token"], "additionalProperties": ANY}
    return {media: {"schema": schema}}


def one_of(known: set[str], place: bool = False) -> Schema:
    """Something that a page offers, something of the corpus, or anything."""
    offered = sorted(known)[:20]
    odd = [text for text in kind("ids" if place else "numbers") + kind("days") if text and "/" not in text]
    told = [{"type": "string", "enum": texts} for texts in (offered, odd) if texts]
    return {"anyOf": [*told, ANY | ({"minLength": 1} if place else {})]}
