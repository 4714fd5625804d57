"""Talks, case studies, resources and frameworks for tests of forms over rows that are there."""

from exchange.models import Attachment, IdeaOutcome, Post
from library.models import (
    AnswerDraft,
    CaseStudy,
    Consultation,
    Framework,
    Outcome,
    OutcomeField,
    Part,
    Resource,
    ResourceCopy,
    StudyPicture,
    Talk,
)
from members.models import Area, Organisation


def an_area(_cast):
    return Area.objects.get(key="mid")


def an_offer(cast):
    return Talk.objects.create(title_en="Time banks", title_cy="Banciau amser", speaker=cast.member)


def a_given_talk(cast):
    facts = {"title_en": "Time banks", "taken_en": "It works.", "taken_cy": "Mae’n gweithio."}
    return Talk.objects.create(speaker=cast.member, given_on="2026-01-02", **facts)


def a_study(cast):
    return CaseStudy.objects.create(name_en="Care", name_cy="Gofal", county="conwy", place="Llandudno")


def a_picture(cast):
    return StudyPicture.objects.create(study=a_study(cast), shows_en="A garden", file="x.jpg", width=4, height=3)


def a_resource(_cast):
    return Resource.objects.create(title_en="On rules", title_cy="Am reolau", kind="template")


def a_copy(cast):
    return ResourceCopy.objects.create(resource=a_resource(cast), link="https://rules.example/en")


def a_change(_cast):
    """Return an outcome with a field of our own filled in."""
    field = OutcomeField.objects.create(label_en="Hours", label_cy="Oriau", kind="number")
    return Outcome.objects.create(title_en="A café opens", title_cy="Mae caffi’n agor", own={str(field.pk): "12.5"})


def an_own_field(_cast):
    return OutcomeField.objects.create(label_en="Hours", label_cy="Oriau", kind="number")


def a_framework(cast):
    body = Organisation.objects.create(name_en="Care to Cooperate", name_cy="Gofal i Gydweithio", kind="support")
    return Framework.objects.create(organisation=body, shared_en="<p>Notes.</p>", shared_cy="<p>Nodiadau.</p>")


def a_part(cast):
    return Part.objects.create(framework=a_framework(cast), text_en="Training", text_cy="Hyfforddiant")


def an_answer(_cast):
    """Return a draft of an answer to a consultation, that is still being written."""
    asked = Consultation.objects.create(title_en="On care", title_cy="Am ofal", asked_by="Senedd")
    return AnswerDraft.objects.create(consultation=asked, number=1, text_en="<p>Text.</p>", text_cy="<p>Testun.</p>")


def an_outcome(cast):
    post = Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")
    return IdeaOutcome.objects.create(post=post, kind="done", words_en="It is there.")


def an_attachment(cast):
    post = Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")
    return Attachment.objects.create(post=post, file="x.jpg", name="x.jpg", size=9, width=4, height=3, shows="A garden")
