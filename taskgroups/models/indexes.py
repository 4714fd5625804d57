"""Which words of Task and Finish Groups are searched, kept by the triggers of their tables."""

from common.finding.index import Index, both, rich

GROUP = Index(
    table="taskgroups_taskgroup",
    title=both("r.name"),
    text=[*rich("r.remit"), *rich("r.deliverables"), *rich("r.final_report")],
)
MILESTONE = Index(
    table="taskgroups_milestone",
    title=both("r.title"),
    names=both("g.name"),
    joins="JOIN taskgroups_taskgroup g ON g.id = r.group_id",
)
