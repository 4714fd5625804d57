"""Tables of minutes as lines: of actions, of items with what was said and who acts, of names, or of two languages."""

import re
from itertools import zip_longest

from meetings.phrases.lists import kind_of
from meetings.phrases.sides import are_in_two

CELL = "\t"
COLUMNS = {  # what stands at the head of a column, in either language
    "action": r"actions?(?: points?| items?| required| agreed| to be taken| needed)?|tasks?|what|to do|beth|tasg(?:au)?"
    r"|cam(?:au)?(?: (?:i['’]w cymryd|gweithredu))?|gweithred(?:u|oedd)?",
    "owner": r"owners?|who|by whom|leads?(?: officer)?|responsib(?:le|ility)(?: (?:person|officer))?"
    r"|person(?:s)? responsible"
    r"|assigned to|actions? (?:by|for|owner)|officer|initials|pwy|perchennog|gan bwy|(?:yn )?gyfrifol|cyfrifoldeb"
    r"|(?:cam )?gweithredu gan|arweinydd|i bwy",
    "due": r"by(?: when)?|when|due(?: (?:date|by))?|deadline|date|target(?: date)?|timescale|completion(?: date)?"
    r"|erbyn(?: pryd)?|pryd|dyddiad(?: (?:cau|targed))?|amserlen",
    "number": r"no\.?|nr\.?|n[ou]mber|ref(?:erence)?\.?|rhif|#|item no\.?|minute(?: no\.?)?|cyf(?:eirnod)?\.?",
    "item": r"(?:agenda )?items?|eitem(?:au)?|subject|pwnc|topic|mater|heading|agenda(?: points?(?: covered)?)?",
    "decision": r"(?:key )?(?:decisions?|resolutions?)(?: (?:made|taken))?|penderfyniad(?:au)?",
    "discussion": r"summary of (?:the )?discussions?|crynodeb o['’]r drafodaeth"
    r"|(?:key )?(?:discussion|points|notes?|minutes?|summary|details?|comments?|decisions?)(?: (?:and|/"
    r"|&|points?) ?\w*)*"
    r"|(?:prif )?(?:drafodaeth|trafodaeth|cofnod(?:ion)?|nodiadau|sylwadau|crynodeb|penderfyniad(?:au)?)(?: (?:a|ac"
    r"|/) ?\w*)*",
    "status": r"status|progress|update|rag|statws|cynnydd|outcome|complete[d]?\??",
    "language": r"(?:y )?[cg]ymraeg|welsh|english|(?:y )?saesneg",
}
KIND = {name: re.compile(rf"(?i)\W*(?:{pattern})\W*") for name, pattern in COLUMNS.items()}
NOTHING = re.compile(r"(?i)\W*(?:none|nil|n/?a|dim|see left|as above|gweler (?:y )?chwith)?\W*")
LABEL = re.compile(
    r"(?i)present|apologies|in attendance|action|agreed|resolved|yn bresennol|presennol|hefyd|ymddiheur|date|time|venue"
    r"|dyddiad|amser|lleoliad|chair|cadeirydd"
)
STILL_OPEN = re.compile(
    r"(?i)\W*(?:new|open|outstanding|ongoing|on-going|carried (?:forward|over)|c/?f|in progress|in hand"
    r"|not (?:yet )?(?:started"
    r"|done|due)|to do|pending|due|newydd|agored|ar agor|heb ei (?:wneud|gwblhau|gychwyn)|ar waith|yn parhau"
    r"|parhau|i ddod)?\W*"
)
NUMBER = re.compile(r"\d+(?:[./]\d+)*[.)]?")
SHORT = 60  # characters of a cell that may be nothing but whose an action is


def lines_of_rows(rows):
    """Return the lines of a table; a row is its cells, a cell its lines, [] where it goes on from beside or above."""
    rows = [row for row in rows if any(row)]
    at = next((place for place, row in enumerate(rows[:4]) if kinds_of(row)), 0)
    if at:
        return [line for row in rows[:at] for line in _row(row)] + lines_of_rows(rows[at:])
    if rows and len(rows) > 1 and _is_of_lists(rows[0]):
        return _lists(rows)
    kinds = _with_owner(_with_number(kinds_of(rows[0]), rows[1:]), rows[1:]) if rows else []
    if {"owner", "action"} & set(kinds) and len(kinds) > 1 and any(_is_to_be_done(row, kinds) for row in rows[1:]):
        head = CELL.join(" ".join(cell) for cell in rows[0] if cell)  # which reading knows, and leaves out
        if "discussion" in kinds or ("item" in kinds and "owner" not in kinds):
            return [head, *(line for row in rows[1:] for line in _item(row, kinds))]
        if "action" in kinds or "due" in kinds:
            return [
                head,
                *(
                    line
                    for row in rows[1:]
                    for line in (_action(row, kinds) if _is_to_be_done(row, kinds) else _done(row))
                ),
            ]
    return [line for row in rows for line in _row(row)]


def _with_number(kinds, rows) -> list:
    """Return what the columns hold; a first one without a head, or with nothing but a mark, may be of numbers."""
    below = [" ".join(row[0]) for row in rows if row and row[0]]
    is_of_numbers = bool(kinds) and not kinds[0] and bool(below) and all(map(NUMBER.fullmatch, below))
    return ["number", *kinds[1:]] if is_of_numbers else kinds


def _with_owner(kinds, rows) -> list:
    """Return what the columns hold; "By" is whose an action is where no other column says so and no figure"
    " stands below."""
    if "owner" in kinds or "due" not in kinds:
        return kinds
    below = [" ".join(cell) for row in rows for kind, cell in zip(kinds, row, strict=False) if kind == "due"]
    is_owner = any(below) and not any(re.search(r"\d", text) for text in below)
    return ["owner" if kind == "due" and is_owner else kind for kind in kinds]


def _is_to_be_done(row, kinds) -> bool:
    """Whether the action of a row is still to be done, as far as the table has a column that tells how it stands."""
    if "status" not in kinds:
        return True
    said = " ".join(row[kinds.index("status")]) if len(row) > kinds.index("status") else ""
    return bool(said and STILL_OPEN.fullmatch(said))


def _done(row) -> list:
    """Return the line of an action that is done: text, which must not look like an item with a number."""
    cells = [" ".join(cell) for cell in row if cell]
    return ["; ".join(f"({cell.rstrip('.)')})" if NUMBER.fullmatch(cell) else cell for cell in cells)] if cells else []


def _is_of_lists(row) -> bool:
    """Whether the cells of a row are the labels of several lists of people: "Present", "Apologies"."""
    kinds = [kind_of(" ".join(cell)) for cell in row if cell]
    return len(kinds) > 1 and all(kinds) and len(set(kinds)) == len(kinds)


def _lists(rows) -> list:
    """Return the lines of a table with a list of people in each column, one list after the other."""
    columns = zip_longest(*rows, fillvalue=[])
    return [
        line for cells in columns for place, cell in enumerate(cells) for line in _labelled(cell, is_label=not place)
    ]


def _labelled(cell, *, is_label) -> list:
    return [f"{' '.join(cell).rstrip(':')}:"] if is_label and cell else list(cell)


def is_of_heads(cells) -> bool:
    """Whether the cells of a line are what stands at the heads of columns."""
    return len(cells) > 1 and all(_kind(cell) for cell in cells)


def kinds_of(row) -> list:
    """Return what each column holds as far as its head says so, "" where it does not; [] if this is no row of heads."""
    heads = [" ".join(cell) for cell in row]
    kinds = [_kind(head) for head in heads]
    named = [kind for kind, head in zip(kinds, heads, strict=True) if head]
    return kinds if named and sum(map(bool, named)) >= max(2, len(named) - 1) else []


def _kind(head):
    head = re.sub(r"\s*\(.*?\)", "", head)  # "Actions (lead, date)"
    halves = [half for half in re.split(r"\s*/\s*", head) if half]
    whole = next((name for name, pattern in KIND.items() if pattern.fullmatch(head)), "")
    return whole or next((name for half in halves for name, pattern in KIND.items() if pattern.fullmatch(half)), "")


def _by_kind(row, kinds) -> dict:
    """Return {kind: the lines of its cells} of a row."""
    found = {}
    for kind, cell in zip(kinds, row, strict=False):
        found[kind] = found.get(kind, []) + list(cell)
    return found


def _action(row, kinds) -> list:
    """Return the line of an action: whose it is, what is to be done, and by when."""
    cells = {kind: " ".join(lines) for kind, lines in _by_kind(row, kinds).items()}
    said = " ".join(cells.get(kind, "") for kind in ("item", "action", "")).strip()
    owner, due = cells.get("owner", ""), cells.get("due", "")
    owner = "" if NOTHING.fullmatch(owner) else owner
    by = f" (by {due})" if due and not NOTHING.fullmatch(due) else ""
    by += f" – {cells['status']}" if said and cells.get("status") else ""
    if not said and not owner:
        return [due] if due else []
    return [f"ACTION: {owner}: {said}{by}" if owner and said else f"ACTION: {owner or said}{by}"]


def _item(row, kinds) -> list:
    """Return the lines of an item: its number and title, what was said, then what is to be done by whom."""
    cells = _by_kind(row, kinds)
    number = " ".join(cells.get("number", []))
    title = " ".join(cells.get("item", []))
    discussion = cells.get("discussion", []) + cells.get("", [])
    if not title and number and discussion and len(discussion) > 1 and len(discussion[0]) <= SHORT:
        title, discussion = discussion[0], discussion[1:]
    lines = [f"{number.rstrip('.')}. {title}".lstrip(". ") if number and title else title or number, *discussion]
    lines += [f"DECISION: {line}" for line in cells.get("decision", []) if not NOTHING.fullmatch(line)]
    owners = [line for line in cells.get("owner", []) if not NOTHING.fullmatch(line)]
    dues = [line for line in cells.get("due", []) if not NOTHING.fullmatch(line)]
    actions = [line for line in cells.get("action", []) if not NOTHING.fullmatch(line)]
    for place, said in enumerate(actions or owners):
        who = owners[min(place, len(owners) - 1)] if owners and actions else ""
        due = f" (by {dues[min(place, len(dues) - 1)]})" if dues else ""
        lines.append(f"ACTION: {who}: {said}{due}" if who else f"ACTION: {said.removeprefix('ACTION: ')}{due}")
    return [line for line in lines if line.strip()]


def _row(cells):
    """Return the lines of any other row.

    Columns of as many lines each go side by side (two languages); a number and the labels of lists go before the words
    of the next cell.
    """
    filled = [cell for cell in cells if cell]
    in_two = _in_two(filled)
    if in_two:
        return in_two
    if len(filled) == 2 and len(filled[0]) == len(filled[1]) and not NUMBER.fullmatch(filled[0][0]):
        return [CELL.join(pair) for pair in zip(*filled, strict=True)]
    if len(filled) == 2 and len(filled[0]) == 1 and NUMBER.fullmatch(filled[0][0]):
        number = filled[0][0].rstrip(".")
        return [f"{number}{'' if '.' in number else '.'} {filled[1][0]}", *filled[1][1:]]
    if all(len(cell) < 2 for cell in cells):
        return [CELL.join(line for cell in filled for line in cell)]
    return _below_each_other(cells)


def _in_two(cells) -> list:
    """Return the lines of a row that says the same in two languages beside the number of an item; [] of any other."""
    numbers = [cell[0] for cell in cells if len(cell) == 1 and NUMBER.fullmatch(cell[0])]
    texts = [cell for cell in cells if not (len(cell) == 1 and NUMBER.fullmatch(cell[0]))]
    if len(numbers) != 1 or len(texts) != 2 or not are_in_two(*(" ".join(text) for text in texts)):
        return []
    number = f"{numbers[0].rstrip('.')}. "
    one, other = ([f"{number}{text[0]}", *text[1:]] for text in texts)
    return [CELL.join(pair) for pair in zip(one, other, strict=True)] if len(one) == len(other) else [*one, *other]


def _below_each_other(cells):
    lines, before = [], ""
    for place, cell in enumerate(cells):
        for line in cell:
            if len(cell) == 1 and place < len(cells) - 1 and (NUMBER.fullmatch(line) or LABEL.match(line)):
                before = f"{line} " if line.endswith((":", ".")) or not line[0].isdecimal() else f"{line}. "
            else:
                lines.append(f"{before}{line}")
                before = ""
    return [*lines, before.strip()] if before else lines
