"""Which words of the exchange are searched, kept by the triggers of its tables."""

from common.finding.index import Index, said

POST = Index(table="exchange_post", title=said("r.title", "r.language"), text=said("r.text", "r.language"))
COMMENT = Index(
    table="exchange_comment",
    names=said("p.title", "p.language"),
    text=said("r.text", "r.language"),
    joins="JOIN exchange_post p ON p.id = r.post_id",
)
ATTACHMENT = Index(
    table="exchange_attachment",
    title=said("r.shows", "COALESCE(p.language, c.language)"),
    joins="LEFT JOIN exchange_post p ON p.id = r.post_id LEFT JOIN exchange_comment c ON c.id = r.comment_id",
)
