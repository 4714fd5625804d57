"""Which words of meetings and their record are searched, kept by the triggers of their tables."""

from common.finding.index import Index, both, kind, name, rich

UNDER_ITEM = "JOIN meetings_agendaitem i ON i.id = r.item_id"
UNDER_PARAGRAPH = "JOIN meetings_paragraph p ON p.id = r.paragraph_id JOIN meetings_agendaitem i ON i.id = p.item_id"

MONTHS = (
    *("January Ionawr", "February Chwefror", "March Mawrth", "April Ebrill", "May Mai", "June Mehefin"),
    *("July Gorffennaf", "August Awst", "September Medi", "October Hydref", "November Tachwedd", "December Rhagfyr"),
)
ON_THE_WALL = "(r.starts_at AT TIME ZONE 'Europe/London')"
DATED = (  # as in "minutes of September 2016": SQL for day, month and year of a meeting
    f"to_char({ON_THE_WALL}, 'FMDD YYYY ') || "
    f"('{{{','.join(MONTHS)}}}'::text[])[extract(month FROM {ON_THE_WALL})::int]"
)
KIND = "CASE r.kind WHEN 'workshop' THEN 'workshop gweithdy' WHEN 'joint' THEN 'joint cyd' END"
MEETING = Index(
    table="meetings_meeting",
    title=both("r.title"),
    called=[*kind("meeting", "minutes", "agenda", "cyfarfod", "cofnodion", "mis"), *name(KIND), *name(DATED)],
    names=[*both("r.place"), *name("r.kept_reference")],
)
ITEM = Index(
    table="meetings_agendaitem",
    title=both("r.title"),
    names=[*name("r.presenter_name"), *name("r.presenter_organisation")],
    text=rich("r.text"),
)
PARAGRAPH = Index(table="meetings_paragraph", names=both("i.title"), text=rich("r.text"), joins=UNDER_ITEM)
DECISION = Index(table="meetings_decision", title=both("r.text"), names=both("i.title"), joins=UNDER_PARAGRAPH)
ACTION = Index(
    table="meetings_action",
    title=both("r.text"),
    names=both("i.title"),
    joins=UNDER_PARAGRAPH,
)
BALLOT = Index(
    table="meetings_ballot",
    title=both("r.text"),
    called=kind("ballot", "vote", "pleidlais"),
    names=both("o.title"),
    text=rich("r.background"),
    joins="""CROSS JOIN LATERAL (
        SELECT string_agg(title_en, ' ') AS title_en, string_agg(title_cy, ' ') AS title_cy
        FROM meetings_option WHERE ballot_id = r.id
    ) o""",
)
PAPER = Index(table="meetings_paper", title=both("r.title"))
FILE_TEXT = Index(table="meetings_readtext", text=name("r.text"))


def of_item():
    """Return the triggers by which the title of an item is searched in what stands under it."""
    columns = ("title_en", "title_cy")
    return [
        PARAGRAPH.followed("r.item_id = NEW.id", *columns),
        DECISION.followed("p.item_id = NEW.id", *columns),
        ACTION.followed("p.item_id = NEW.id", *columns),
    ]
