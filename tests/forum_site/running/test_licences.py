"""Every package that the site needs says under which licence it stands, and docs/licences.md says the same."""

import re

from deploy import licences

ROWS = re.compile(r"^\| ([\w.-]+) \| (.*) \|$", re.MULTILINE)


def test_the_page_is_what_the_packages_say():
    assert licences.TARGET.read_text() == licences.page((licences.ROOT / "requirements.txt").read_text())


def test_no_package_is_silent_and_none_asks_for_the_sites_own_text():
    said = dict(ROWS.findall(licences.TARGET.read_text())[1:])
    assert len(said) > 40
    assert [name for name, licence in said.items() if not licence] == []
    assert [name for name, licence in said.items() if re.search(r"\b(A?GPL|GNU (Affero )?General)", licence)] == []
