"""HTML as browsers read it: by the rules of HTML 5, into a tree of ElementTree; any fault fails."""

from typing import Any
from xml.etree.ElementTree import Comment, Element

from markupever import HtmlOptions, Parser, _rustlib

DOCUMENT = HtmlOptions(exact_errors=True)


def parsed(text: str) -> Element:
    """The element <html> of a whole page; fails on what the rules call a fault."""
    parser = Parser(DOCUMENT).process(text).finish()
    faults = parser.errors()
    assert not faults, f"{faults[:3]}: {text[:300]}"
    above = Element("document")
    fill(above, parser.into_dom().root()._raw)
    return above[-1]


def fill(element: Element, node: Any) -> None:
    """Take over what a node holds. The nodes are asked as the parser has them: its wrappers cost twice."""
    last = None
    for child in _rustlib.iter.Children(node):
        if isinstance(child, _rustlib.Text):
            if last is None:
                element.text = (element.text or "") + child.content
            else:
                last.tail = (last.tail or "") + child.content
        elif isinstance(child, _rustlib.Element):
            last = Element(child.name.local, {name.local: value for name, value in child.attrs.items()})
            element.append(last)
            fill(last, child)
        elif isinstance(child, _rustlib.Comment):
            last = Comment(child.content)
            element.append(last)
