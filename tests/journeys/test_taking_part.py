"""Journeys of those who take part, and of the staff of the admin."""

import pytest
from playwright.sync_api import expect

from exchange.models import Comment, Post
from members.models import Person
from taskgroups.models import TaskGroup

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_member_posts_to_the_exchange_and_a_partner_comments(open_page, cast):
    member = open_page("member")
    member.goto("/exchange/")
    member.get_by_role("link", name="Write a post").click()
    member.get_by_label("Title").fill("Time banks")
    member.locator("[name=text]").fill("Could hours be shared between co-operatives?")
    member.get_by_role("main").locator("form[novalidate] button").last.click()
    expect(member.get_by_role("heading", level=1)).to_have_text("Time banks")
    partner = open_page("partner")
    partner.goto("/exchange/")
    partner.get_by_role("link", name="Time banks").click()
    partner.locator("[name=text]").fill("Yes, in Cardiff they are.")
    partner.get_by_role("button", name="Post the comment").click()
    expect(partner.get_by_role("main")).to_contain_text("Yes, in Cardiff they are.")
    assert (Post.objects.get().author, Comment.objects.get().author) == (cast.member, cast.partner)


def test_a_convenor_keeps_their_group(open_page, cast):
    group = TaskGroup.objects.create(
        name_en="Communication Strategy", remit_en="To tell our story.", convenor=cast.convenor
    )
    page = open_page("convenor")
    page.goto("/groups/")
    page.get_by_role("link", name="Communication Strategy").click()
    page.get_by_role("link", name="Change the details").click()
    page.locator("[name=name_cy]").fill("Strategaeth Gyfathrebu")
    page.get_by_role("button", name="Save").click()
    group.refresh_from_db()
    assert group.name_cy == "Strategaeth Gyfathrebu"
    page.get_by_role("button", name="Cymraeg").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Strategaeth Gyfathrebu")


def test_staff_keep_people_in_the_admin(open_page, cast):
    page = open_page("staff")
    page.goto("/admin/")
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name=cast.member.name).click()
    page.fill("input[name=role_there]", "Treasurer")
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert Person.objects.get(pk=cast.member.pk).role_there == "Treasurer"
