"""A page that is taken out of the site keeps its words and the links of the record, and none of its tools."""

from django.http import HttpResponse

from forum_site.handing_over import rendering

PAGE = """<html><head><title>Past meetings · The Forum</title></head><body><main>
<p class="crumbs"><a href="/">Home</a></p><h1 id="top">Past meetings</h1>
<nav><a href="/meetings/past/2016/">2016</a> <a href="/meetings/past/?kind=x">Chosen</a>
<a href="/meetings/new/">New</a></nav>
<section><h2>Only a heading</h2><form><button>Press</button></form></section>
<p><a href="#top">Up</a> <a href="https://x.example/">Out</a> <a href="mailto:a@b.example">Write</a>
<a href="/library/constitution/clause/3/">Clause 3</a> <a href="/meetings/papers/3/file/en/">Paper</a></p>
<nav class="pager"><a href="?page=2">Older</a></nav></main><div class="aside"><p>Beside it</p></div></body></html>"""


def test_words_and_links_of_the_record_stay_and_tools_go():
    page = rendering.taken(HttpResponse(PAGE), "/meetings/past/", lambda html: html.replace("Beside", "Close to"))
    assert (page.title, page.anchors) == ("Past meetings", {"top"})
    assert page.links == ["/meetings/past/2016/", "/meetings/past/", "/meetings/past/?page=2"]
    kept = (
        "2016",
        "Up",
        "https://x.example/",
        "Write",
        "Clause 3",
        "/meetings/papers/3/file/en/",
        "Older",
        "Close to it",
    )
    assert [words for words in kept if words not in page.html] == []
    gone = ("Home", "Chosen", "New", "Only a heading", "Press", "mailto", "<form")
    assert [words for words in gone if words in page.html] == []


def test_an_address_elsewhere_is_no_page_of_the_record_whatever_its_path():
    assert rendering.is_of_record("/meetings/past/?page=2")
    assert not rendering.is_of_record("https://x.example/meetings/past/")
    assert not rendering.is_of_record("/meetings/past/?kind=x")
    assert not rendering.is_of_record("/meetings/new/")
