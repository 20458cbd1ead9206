"""A register for form tests: customers that the test names, found as the real register finds them."""

from portal.core.facts import Ref
from portal.core.forms.references import Found


class Names:
    """Entries by code, whole label, or a part of the label."""

    def __init__(self, *entries: tuple[Ref, str]) -> None:
        self.entries = entries
        self.questions = 0

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        self.questions += 1
        return {text: self.meant(text) for text in texts}

    def meant(self, text: str) -> list[Found]:
        found = [Found(ref, {"grade": grade}) for ref, grade in self.entries]
        exact = [f for f in found if text in (f.ref.code, f.ref.label, f"{f.ref.label} {f.ref.code}")]
        return exact or [f for f in found if text in f.ref.label]

    def suggestions(self, unit_id: int) -> list[str]:
        return [f"{ref.label} {ref.code}" for ref, _ in self.entries]


NAMES = Names(
    (Ref(1, "E0001", "嘉禾建材"), "A"),
    (Ref(2, "E0002", "远帆建材"), "B"),
    (Ref(3, "E0003", "𠮷祥灯饰"), "C"),
    (Ref(4, "E0004", "未评级五金"), ""),
)
