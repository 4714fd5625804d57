"""Pages that are set as a file when somebody asks for them: what stands in them, and what sets them."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.printing import typesetting
from members.handing_out import digest_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Word:
    """What makes a page in Word: `form` gives all that it is made by, `make` the bytes of a page."""

    form: Callable[[], bytes]
    make: Callable[[dict[str, Any]], bytes]


@dataclass(frozen=True)
class Printed:
    """A file that can be made: its `name`, all that stands in its `page`, and what sets it: `source`, or `word`."""

    name: str
    page: dict[str, Any]
    source: Path
    word: Word | None = None

    @property
    def kind(self) -> str:
        """One of TYPES."""
        return "docx" if self.word else "pdf"

    @property
    def made_of(self) -> str:
        """What makes it another one: its words, and how they are set."""
        form = self.word.form() if self.word else typesetting.form_of(self.source)
        return digest_of(json.dumps(self.page, sort_keys=True), form)

    def opened(self) -> io.BytesIO:
        """Return it as an open file."""
        return io.BytesIO(self.word.make(self.page) if self.word else typesetting.typeset(self.source, self.page))
