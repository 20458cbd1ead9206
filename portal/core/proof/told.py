"""What a document's stream says of its versions and of the files that were made of it."""

from dataclasses import dataclass, field


@dataclass
class Told:
    """The digests that the events of one stream name."""

    versions: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def take(self, said: dict[str, object], printed: bool) -> None:
        """Take in what one event says; a file only where it was printed."""
        for name, known in (("snapshot", self.versions), ("file", self.files)):
            value = said.get(name)
            if isinstance(value, str) and (printed or name != "file"):
                known.add(value)
