"""Which words of Task and Finish Groups are searched, kept by the triggers of their tables."""

from common.finding.index import Index, both, kind, name, rich, said

GROUP = Index(
    table="taskgroups_taskgroup",
    title=both("r.name"),
    called=kind("group", "grŵp"),
    text=[*rich("r.remit"), *rich("r.deliverables"), *rich("r.final_report")],
)
MILESTONE = Index(
    table="taskgroups_milestone",
    title=both("r.title"),
    names=both("g.name"),
    joins="JOIN taskgroups_taskgroup g ON g.id = r.group_id",
)
GROUP_MEETING = Index(table="taskgroups_groupmeeting", names=name("r.place"), text=rich("r.notes"))
GROUP_PAPER = Index(table="taskgroups_grouppaper", title=both("r.title"))
GROUP_ACTION = Index(table="taskgroups_groupaction", title=both("r.text"))
GROUP_MESSAGE = Index(table="taskgroups_groupmessage", text=said("r.text", "r.language"))
PROGRESS = Index(table="taskgroups_progressline", text=said("r.text", "r.language"))
