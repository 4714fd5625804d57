"""Going through a page by keyboard alone, as somebody without a mouse does."""

NAME_OF_FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return "";
    const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
    const picture = one.querySelector("svg[aria-label]");
    const drawn = picture ? picture.getAttribute("aria-label") : "";
    return (one.getAttribute("aria-label") || label || one.innerText || drawn || one.value || "").trim();
}"""
MOST = 250


def tab_to(page, name, *, key="Tab"):
    """Press Tab until something is reached whose label begins with `name`."""
    reached = []
    for _ in range(MOST):
        page.keyboard.press(key)
        reached.append(" ".join(page.evaluate(NAME_OF_FOCUS).split()))
        if reached[-1].startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached by keyboard, only {list(dict.fromkeys(reached))}")


def write(page, name, text):
    """Go to a field by Tab and write into it, over what stood there."""
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def follow(page, name):
    """Go to a link or button by Tab and press Enter; return when the next page is there."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
