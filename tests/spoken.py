"""Talks and case studies for tests of forms over rows that are there."""

from library.models import CaseStudy, StudyPicture, Talk


def an_offer(cast):
    return Talk.objects.create(title_en="Time banks", title_cy="Banciau amser", speaker=cast.member)


def a_given_talk(cast):
    facts = {"title_en": "Time banks", "taken_en": "It works.", "taken_cy": "Mae’n gweithio."}
    return Talk.objects.create(speaker=cast.member, given_on="2026-01-02", **facts)


def a_study(cast):
    return CaseStudy.objects.create(name_en="Care", name_cy="Gofal", county="conwy", place="Llandudno")


def a_picture(cast):
    return StudyPicture.objects.create(study=a_study(cast), shows_en="A garden", file="x.jpg", width=4, height=3)
