"""Who may read which secret word of the world and of what is planted in it, and which are found in some bytes."""

import re

from tests.access_table import MEMBERS, THINGS, sees
from tests.rooms import secret

INSIDE = ("administrator", "chair", "member", "partner", "convenor")
SECRET = re.compile(r"zq\w+?zq")


def shown_to(role, world):
    """Return the secrets that somebody may read, by the tables of the access test and the brief's words."""
    keeps, inside = role in ("administrator", "chair"), role in INSIDE
    allowed = {secret("organisation", "")} if inside else set()
    hidden = {secret(kind, "private") for kind in ("phone", "email", "needs")} | {
        secret(kind, "gone") for kind in ("email", "person")
    }
    allowed |= hidden if keeps else set()
    for scene in world.scenes.values():
        kinds = {"title", "place"} if sees(role, "meeting", scene) else set()
        kinds |= {"item", "text", "link", "reserved"} if sees(role, "agenda", scene) else set()
        if sees(role, "minutes", scene):
            kinds |= {"item", "paragraph", "decision", "action", "reserved", "hidden"} | (
                {"guest"} if inside else set()
            )
        if not (keeps or role in MEMBERS):
            kinds -= {"reserved", "hidden"}
        if keeps and scene.guest:
            kinds |= {"guest"}
        allowed |= {secret(kind, scene.name) for kind in kinds}
    allowed |= {secret("version", "second")} | ({secret("version", "draft")} if keeps else set())
    if keeps or role in MEMBERS:  # the member is in all groups, the convenor convenes them
        allowed |= {secret("within", name) for name in THINGS if name.startswith("group")}
    return allowed | {secret("room", name) for name, readers in THINGS.items() if role in readers}


def allowed_to(role, world, planted):
    """Return every secret that a role may read, and what is one's own besides."""
    return shown_to(role, world) | {word for word, roles in planted.words.items() if role in roles}


def found_in(data, url=""):
    """Return the secrets in some bytes; those that were asked for in the address are not told by it."""
    return set(SECRET.findall(data.decode(errors="replace").replace(url, "")))


def known(world, planted):
    """Return all secrets there are; a token of a form may by chance look like one."""
    return allowed_to("administrator", world, planted) | set(planted.words)
