"""Pages are set in a process of its own, which gives place to another when it ends, and leaves nobody waiting."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from common.printing import press
from common.printing.press import Press, PressError

PAGE = b'#set document(title: "T", date: none)\n#set text(lang: "en")\n= Title\n#json(bytes(sys.inputs.data)).words'


def typeset(own, source=PAGE, words="Words"):
    return own.typeset({"main.typ": source}, {"words": words})


@pytest.fixture
def own():
    own = Press()
    yield own
    own.close()


def test_pages_are_set_by_one_process_that_is_not_ours(own):
    first = typeset(own)
    process = own.process.pid
    assert first.startswith(b"%PDF")
    assert typeset(own, words="Other words") != first
    assert own.process.pid == process != os.getpid()
    assert "typst" not in sys.modules


def test_one_that_ended_gives_place_to_another(own):
    typeset(own)
    ended = own.process
    ended.kill()
    ended.wait()
    assert typeset(own).startswith(b"%PDF")
    assert own.process.pid != ended.pid


def test_letters_that_the_typeface_has_not_and_faults_of_a_source_leave_it_at_work(own):
    assert typeset(own, words="\u4e2d").startswith(b"%PDF")
    with pytest.raises(PressError, match="unclosed"):
        typeset(own, b"#nothing(")
    assert typeset(own).startswith(b"%PDF")


def test_one_that_takes_too_long_is_ended(own, monkeypatch):
    typeset(own)
    slow = own.process
    slow.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(press, "SECONDS", 0.05)
    with pytest.raises(PressError, match="too long"):
        typeset(own)
    assert slow.returncode == -signal.SIGKILL
    monkeypatch.undo()
    assert typeset(own).startswith(b"%PDF")


def test_it_ends_with_who_started_it_however_that_ends():
    said = f"""
import os, signal
from common.printing.press import PRESS
PRESS.typeset({{"main.typ": {PAGE!r}}}, {{"words": ""}})
print(PRESS.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", said], cwd=press.ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    left = [one for one in psutil.process_iter() if one.pid == int(done.stdout)]
    assert psutil.wait_procs(left, timeout=20)[1] == []
