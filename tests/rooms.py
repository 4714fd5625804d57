"""Things of groups, library and exchange for tests that look at everything,
each with a secret word in all its texts.
"""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from exchange.models import Attachment, Comment, IdeaOutcome, Post
from exchange.posting import removal
from exchange.reporting import reporting
from library import frameworks, versions
from library.consulting import answers
from library.models import (
    AnswerDraft,
    CaseStudy,
    Consultation,
    Document,
    DocumentVersion,
    Framework,
    Outcome,
    OutcomeField,
    Part,
    Remark,
    Resource,
    ResourceCopy,
    StudyPicture,
    Talk,
)
from meetings.models import Decision
from members.models import Organisation
from taskgroups.models import (
    GroupAction,
    GroupMeeting,
    GroupMember,
    GroupMessage,
    GroupPaper,
    Milestone,
    ProgressLine,
    TaskGroup,
)


def secret(kind, key):
    """Return a word that stands nowhere else: what it is in, and of which meeting, person or thing."""
    return "zq" + "".join(part for part in (kind, *str(key).split())) + "zq"


def both(name, text):
    """Return the two columns of a two-language text, both saying the same."""
    return {f"{name}_en": text, f"{name}_cy": text}


def furnish(cast, meeting):
    """Add a thing of every kind and state, those that can be set up or adopted at `meeting`; return {name: row}."""
    documents = {
        "document public": a_document("document public", "public", meeting),
        "document shared": a_document("document shared", "shared", meeting),
        "document members": a_document("document members", "members", meeting),
        "document draft": a_document("document draft", "public", None),
        "document revised": a_document("document revised", "public", meeting),
    }
    revise(documents["document revised"], "second", meeting)
    revise(documents["document revised"], "draft", None)
    return {
        "group shared": a_group("group shared", cast, set_up_at=meeting),
        "group members": a_group("group members", cast, shared_with_partners=False),
        "group private": a_group("group private", cast, shared_with_partners=False, is_private=True),
        "group finished": a_group("group finished", cast, state="finished", finished_at=timezone.now()),
        "group adopted": adopted(a_group("group adopted", cast, state="finished", finished_at=timezone.now())),
        **documents,
        **asked(cast, documents["document draft"]),
        **work_together(cast),
        **said(cast),
        **spoken(cast),
        **studied(),
        **shelved(),
        **changed(cast),
    }


def spoken(cast):
    """Return talks by the convenor of the cast: shown to each audience, given and not shown, and offered."""
    rows = {}
    for name in ("public", "shared", "members", "keepers", "offered"):
        key = "talk unshown" if name == "keepers" else f"talk {name}"
        word, facts = secret("room", key), {}
        if name != "offered":
            facts = {
                "given_on": timezone.localdate(),
                "consent": "public",
                "audience": name,
                "shown_at": timezone.now(),
            }
        texts = both("title", f"Talk {word}") | both("about", word) | both("taken", word)
        rows[key] = Talk.objects.create(speaker=cast.convenor, **texts, **facts)
    return rows


def studied():
    """Return case studies for each audience, one nobody is shown, and the picture of one among members."""
    rows = {}
    for name in ("public", "shared", "members", "keepers"):
        key = "study unshown" if name == "keepers" else f"study {name}"
        word = secret("room", key)
        texts = both("name", f"Study {word}") | both("does", word) | both("owned", f"<p>{word}</p>")
        facts = {"audience": name, "agreed_by": "Its board", "shown_at": timezone.now()}
        rows[key] = CaseStudy.objects.create(county="powys", **texts, **facts)
    words = both("shows", secret("room", "picture"))
    facts = {"file": ContentFile(b"Picture", name="picture.jpg"), "width": 4, "height": 3}
    return rows | {"picture": StudyPicture.objects.create(study=rows["study members"], **words, **facts)}


def shelved():
    """Return resources for each audience, one that was withdrawn, and a file of one among members."""
    rows = {}
    for name in ("public", "shared", "members", "withdrawn"):
        key = f"resource {name}"
        word, facts = secret("room", key), {"audience": name}
        if name == "withdrawn":
            facts = {"audience": "public", "withdrawn_at": timezone.now(), "withdrawn_why": word}
        texts = both("title", f"Resource {word}") | both("summary", word)
        rows[key] = Resource.objects.create(made_by=f"Body {word}", **texts, **facts)
        word = secret("room", f"copy {name}")
        file = ContentFile(word.encode(), name=f"{word}.txt")
        copy = {"language": "both", "is_easy_read": True, "file": file, "file_name": file.name, "size": file.size}
        rows[f"copy {name}"] = ResourceCopy.objects.create(resource=rows[key], **copy)
        ResourceCopy.objects.create(resource=rows[key], link=f"https://{word}.example/")
    return rows


def changed(cast):
    """Return outcomes for each audience, one that the convenor suggests, and a field of our own that they fill in."""
    field = OutcomeField.objects.create(**both("label", f"Hours {secret('room', 'own field')}"))
    rows = {"own field": field}
    for name in ("public", "shared", "members", "keepers", "suggested"):
        key = "outcome unshown" if name == "keepers" else f"outcome {name}"
        word = secret("room", key)
        facts = {"audience": "keepers", "suggested_by": cast.convenor} if name == "suggested" else {"audience": name}
        texts = {**both("title", f"Outcome {word}"), **both("for_whom", word), **both("how_known", word)}
        rows[key] = Outcome.objects.create(own={str(field.pk): word}, shown_at=timezone.now(), **texts, **facts)
    return rows


def asked(cast, response):
    """Return consultations, a draft that is with the members and has a remark, and one that is being written."""
    rows = {"consultation": a_consultation("consultation", response=response)}
    rows["consultation members"] = a_consultation("consultation members", shared_with_partners=False)
    for name, row in (("answer shown", rows["consultation"]), ("answer draft", rows["consultation members"])):
        draft = answers.begin_draft(consultation=row)
        AnswerDraft.objects.filter(pk=draft.pk).update(**both("text", f"<p>{secret('room', name)}</p>"))
        rows[name] = AnswerDraft.objects.get(pk=draft.pk)
    rows["answer shown"] = answers.show_draft(draft=rows["answer shown"])
    remark = Remark(draft=rows["answer shown"], paragraph=1, text=secret("room", "answer shown"))
    answers.add_remark(remark=remark, by=cast.member)
    return rows


def a_consultation(name, **facts):
    """Return a consultation."""
    texts = both("title", secret("room", name)) | both("summary", secret("room", name))
    return Consultation.objects.create(asked_by="Senedd", **texts, **facts)


def work_together(cast):
    """Return a framework with the organisation of the cast's partner, a part of it, and a removed one."""
    cast.partner.organisation = Organisation.objects.create(**both("name", "Care to Cooperate"))
    cast.partner.save()
    framework = Framework(
        organisation=cast.partner.organisation, **both("shared", f"<p>{secret('room', 'framework')}</p>")
    )
    rows = {"framework": frameworks.add_framework(framework=framework, by=cast.partner)}
    for name in ("part", "part removed"):
        part = Part(framework=framework, contact=cast.member, **both("text", secret("room", name)))
        rows[name] = frameworks.add_part(part=part, by=cast.administrator)
    frameworks.remove_part(part=rows["part removed"], by=cast.partner)
    return rows


def a_group(name, cast, **facts):
    """Return a group with a member in it; the convenor of the cast convenes it."""
    texts = (
        both("name", f"Group {secret('room', name)}")
        | both("remit", secret("room", name))
        | both("final_report", secret("room", name))
    )
    group = TaskGroup.objects.create(convenor=cast.convenor, **texts, **facts)
    GroupMember.objects.create(group=group, person=cast.member)
    Milestone.objects.create(group=group, due_on=timezone.localdate(), **both("title", secret("room", name)))
    at_work(group, cast, secret("room", name))
    at_work(group, cast, secret("within", name), within_group=True)
    GroupMessage.objects.create(group=group, author=cast.member, text=secret("within", name))
    return group


def at_work(group, cast, word, **facts):
    """Add a meeting and a paper of a group, each with a word in it, and an action where all see it."""
    now = timezone.now()
    end = now + datetime.timedelta(hours=1)
    GroupMeeting.objects.create(group=group, starts_at=now, ends_at=end, place=word, **both("notes", word), **facts)
    file = ContentFile(word.encode(), name=f"{word}.txt")
    kinds = {"name": file.name, "content_type": "text/plain; charset=utf-8", "size": file.size}
    GroupPaper.objects.create(group=group, file=file, **kinds, **both("title", word), **facts)
    if not facts:
        GroupAction.objects.create(group=group, owner=cast.member, **both("text", word))
        ProgressLine.objects.create(group=group, month=now.date().replace(day=1), text=word, said_by=cast.convenor)


def adopted(group):
    """Return a group that has finished, its report adopted by a decision, if there is one yet."""
    decision = Decision.objects.filter(paragraph__item__meeting__minutes__state="confirmed").first()
    TaskGroup.objects.filter(pk=group.pk).update(adopted_by=decision)
    return group


def a_clause(words):
    """Return the two texts of a document of one clause, its heading in the language of each."""
    return {"text_en": f"<h3>Name</h3><p>{words}</p>", "text_cy": f"<h3>Enw</h3><p>{words}</p>"}


def a_document(name, audience, meeting):
    """Return a document, adopted at a meeting, or a draft without one."""
    texts = both("title", f"Paper {secret('room', name)}") | both("summary", secret("room", name))
    version = DocumentVersion(**a_clause(secret("room", name)))
    document = versions.draft_document(document=Document(audience=audience, kind="policy", **texts), version=version)
    if meeting:
        versions.adopt(version=version, on=timezone.localdate(), at_meeting=meeting)
    return document


def revise(document, word, meeting):
    """Give a document another version with a secret of its own; adopted at a meeting, or a draft without one."""
    version = versions.start_version(document=document)
    for name, text in a_clause(secret("version", word)).items():
        setattr(version, name, text)
    version.save()
    if meeting:
        versions.adopt(version=version, on=timezone.localdate(), at_meeting=meeting)


def said(cast):
    """Return posts and comments by the member of the cast: shared, among members, and removed."""
    rows = {}
    for state, facts in (("shared", {}), ("members", {"shared_with_partners": False}), ("removed", {})):
        word = secret("room", f"post {state}")
        rows[f"post {state}"] = Post.objects.create(author=cast.member, title=f"Post {word}", text=word, **facts)
        post = rows["post shared"] if state == "removed" else rows[f"post {state}"]
        rows[f"comment {state}"] = Comment.objects.create(
            post=post, author=cast.member, text=secret("room", f"comment {state}")
        )
    word = secret("room", "post members")
    IdeaOutcome.objects.create(post=rows["post members"], kind="parked", **both("words", word))
    for name in ("post removed", "comment removed"):
        removal.remove(words=rows[name], by=cast.administrator)
    word = secret("room", "post members")
    file = {"file": ContentFile(word.encode(), name=f"{word}.txt"), "name": f"{word}.txt", "size": len(word)}
    rows["attachment members"] = Attachment.objects.create(post=rows["post members"], shows=word, **file)
    word = secret("room", "post reported")
    rows["post reported"] = Post.objects.create(author=cast.member, title=f"Post {word}", text=word)
    reporting.report(words=rows["post reported"], by=cast.convenor, why="Not true.")
    return rows
