"""What is reported is gone for others at their next request, on every path, until who keeps the record has looked."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from exchange import overview
from exchange.models import Comment, Post, Report
from exchange.reporting import reporting
from exchange.talking import replies
from forum_site import doors
from members.models import Letter
from tests.cast import wall_clock
from tests.letters import deliver_to_roles
from tests.searching import found

pytestmark = pytest.mark.django_db


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"exchange:{name}", args=args)


@pytest.fixture
def post(cast):
    """A post of the member's, with a word that stands nowhere else."""
    return Post.objects.create(author=cast.member, kind="news", title="Zanzibar", text="Zanzibar at length.")


def judge(client, report, step, reason="It names somebody.", version=None):
    """Say what becomes of a report, and return the answer."""
    facts = {"step": step, "reason": reason, "version": version or report.version}
    return client.post(url("judge_report", report.pk), facts)


def readers_of(as_person, path):
    """Return who finds the word on a page."""
    roles = ("administrator", "chair", "member", "partner", "convenor")
    return {role for role in roles if b"Zanzibar" in as_person(role).get(path).content}


def test_a_reported_post_is_gone_for_all_others_at_once(as_person, cast, post):
    Comment.objects.create(post=post, author=cast.chair, text="Zanzibar it is.")
    Post.objects.filter(pk=post.pk).update(is_public=True)
    assert b"Zanzibar" in as_person("visitor").get(reverse("feed")).content
    assert as_person("partner").post(url("report_post", post.pk), {"why": "Not true."}).url == url("posts")
    assert readers_of(as_person, post.get_absolute_url()) == {"administrator", "chair", "member"}
    assert readers_of(as_person, url("posts")) == set()
    assert as_person("partner").get(post.get_absolute_url()).status_code == 404
    assert as_person("visitor").get(post.get_absolute_url()).status_code == 302
    assert b"Zanzibar" not in as_person("visitor").get(reverse("feed")).content
    assert post.get_absolute_url() not in doors.public()
    for reader in (cast.partner, cast.convenor, cast.member, cast.chair):
        assert found(overview.DOOR, "Zanzibar", reader) == overview.news(wall_clock(-1), reader) == []
    Comment.objects.create(post=post, author=cast.convenor, text="More.")
    replies.send_due()
    assert not Letter.objects.exists()
    assert as_person("member").post(url("edit_post", post.pk), {}).status_code == 409


def test_a_letter_that_waits_says_nothing_of_what_is_reported_meanwhile(as_person, cast, post):
    comment = Comment.objects.create(post=post, author=cast.chair, text="Zanzibar it is.")
    replies.send_due()
    assert Letter.objects.filter(person=cast.member).exists()
    as_person("partner").post(url("report_comment", comment.pk), {"why": "Rude."})
    assert deliver_to_roles() == {}
    assert "0 comments" in as_person("member").get(url("posts")).content.decode()


def test_it_waits_on_the_front_page_of_who_keeps_the_record_and_is_shown_again(as_person, cast, post):
    report = reporting.report(words=post, by=cast.partner, why="Not true.")
    assert url("reports") in as_person("administrator").get("/").content.decode()
    assert [row.url for row in doors.waits(cast.member) if "reports" in row.url] == []
    assert as_person("member").get(url("reports")).status_code == 404
    assert as_person("member").get(url("judge_report", report.pk)).status_code == 404
    chair = as_person("chair")
    page = chair.get(url("judge_report", report.pk)).content.decode()
    assert "Not true." in page and "<strong>Zanzibar</strong>" in page
    assert judge(chair, report, "restore", reason="").context["form"].errors.keys() == {"reason"}
    assert judge(chair, report, "burn").status_code == 404
    assert judge(chair, report, "restore").status_code == 302
    assert judge(as_person("administrator"), report, "hide").status_code == 409
    assert as_person("partner").get(post.get_absolute_url()).status_code == 200
    assert "It names somebody." in chair.get(url("reports")).content.decode()
    assert as_person("partner").post(url("report_post", post.pk), {"why": "Again."}).status_code == 409


def test_what_is_kept_hidden_stays_so_and_can_be_shown_again_later(as_person, cast, post):
    report = reporting.report(words=post, by=cast.partner, why="Not true.")
    administrator = as_person("administrator")
    judge(administrator, report, "hide")
    assert as_person("partner").get(post.get_absolute_url()).status_code == 404
    assert as_person("partner").post(url("report_post", post.pk), {"why": "x"}).status_code == 404
    report.refresh_from_db()
    assert (report.verdict, report.reason) == ("hidden", "It names somebody.")
    judge(administrator, report, "restore", reason="The author has mended it.")
    assert as_person("partner").get(post.get_absolute_url()).status_code == 200


def test_nobody_reports_their_own_nor_what_is_not_theirs_to_see(as_person, cast, post):
    assert as_person("member").get(url("report_post", post.pk)).status_code == 403
    Post.objects.update(shared_with_partners=False)
    assert as_person("partner").get(url("report_post", post.pk)).status_code == 404
    assert not Report.objects.exists()


def test_the_database_keeps_a_report_to_one_thing_and_a_verdict_to_its_reason(cast, post):
    comment = Comment.objects.create(post=post, author=cast.chair, text="x")
    for facts in ({}, {"post": post, "comment": comment}, {"post": post, "verdict": "hidden"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(by=cast.partner, why="x", **facts)
