"""Hours of use: memory stays as it is once all pages were seen."""

import os

from tests.durability import record
from tests.durability.machines import rest
from tests.durability.reporting import report
from tests.durability.traffic import Writer

MINUTES = float(os.environ.get("DURABILITY_SOAK_MINUTES") or 120)
SETTLED = 0.3  # of the time: until then caches fill
GROWN = 1.15  # at most, from then to the end, for each part


def memory(forum):
    """Return the megabytes that pages and workers have for themselves, by part."""
    return {
        part: sum(one.memory_full_info().uss for machine in forum.of(part) for one in machine.programs()) / 2**20
        for part in ("site", "workers")
    }


def test_memory_stays_flat(forum, mail, seed):
    forum.start()
    writers = [Writer(forum, record.group(forum.postgres), seed + number, pause=0.2) for number in range(2)]
    for writer in writers:
        writer.start()
    seen = []
    for _look in range(30):
        rest(MINUTES * 2)
        seen.append(memory(forum))
        assert not [writer.fault for writer in writers if writer.fault]
    for writer in writers:
        writer.finish()
    found = record.look(forum.postgres, writers, forum.folder / "files")
    record.look_at_letters(forum.postgres, mail, writers)
    settled = seen[int(len(seen) * SETTLED)]
    grown = {part: seen[-1][part] / settled[part] for part in settled}
    assert {part: by for part, by in grown.items() if by > GROWN} == {}
    asked = sum(writer.done.asked for writer in writers)
    sizes = "; ".join(f"{part}: {settled[part]:.0f} MB, then {seen[-1][part]:.0f} MB" for part in settled)
    report(f"{MINUTES:g} minutes of use", f"{asked} requests, {sum(found.values())} writes, all there; {sizes}")
