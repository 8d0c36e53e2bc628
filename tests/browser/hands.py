"""Two ways of doing the same acts on a page: with a mouse, or with a keyboard alone."""

MOST_PRESSES = 160
MOST_CHOICES = 12
LONG_TEXT = 40

# Where the focus is, seen from the control one wants: on it (or on a radio button of its group),
# before it or after it; « gone » when the page no longer holds that control.
WHERE = """target => {
    const here = document.activeElement;
    if (!target.isConnected) return "gone";
    if (here === target) return "there";
    const together = target.type === "radio" && here.type === "radio"
        && here.name === target.name && here.form === target.form;
    if (together) return "there";
    const after = target.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
    return here !== document.body && after ? "after" : "before";
}"""

# What somebody who only has a keyboard would not see: the control that has the focus.
UNSEEN = """() => {
    const here = document.activeElement;
    // A place the page has put one at, as after adding somebody: not a control.
    if (here === document.body || here.tabIndex < 0) return "";
    // The calendar inside a date: the browser's own control, which draws its own ring.
    if (!here.matches(":focus")) return "";
    const name = here.outerHTML.slice(0, 120);
    const shown = here.closest(".choice") ?? here;
    const ringed = [here, shown].some((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!ringed) return `no ring: ${name}`;
    const box = shown.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    return inside ? "" : `out of sight: ${name}`;
}"""
LOOK = f"target => [({WHERE})(target), ({UNSEEN})()]"


class Mouse:
    """Clicks; types what has to be typed."""

    def __init__(self, page):
        self.page = page

    def press(self, control):
        control.click()

    def write(self, field, text):
        field.click()
        field.fill(text)

    def set_day(self, field, day):
        field.fill(day.isoformat())

    def set_hour(self, field, hour):
        field.fill(f"{hour:%H:%M}")

    def choose(self, field, option):
        field.select_option(label=option)

    def pick(self, radio):
        radio.check()

    def open(self, summary):
        summary.click()

    def give_file(self, field, path):
        with self.page.expect_file_chooser() as chooser:
            field.click()
        chooser.value.set_files(path)


class Keyboard:
    """Tab and Shift+Tab to go, Enter, Space and the arrows to act, letters to write.

    Every stop on the way must show where it is.
    """

    def __init__(self, page):
        self.page = page
        self.keys = page.keyboard
        # Asked for from the start: a chooser that opens before the question would be missed.
        page.on("filechooser", lambda chooser: None)

    def reach(self, control):
        target = control.element_handle()
        for _ in range(MOST_PRESSES):
            # A page that has no style yet is not on the screen yet.
            self.page.wait_for_load_state("load")
            where, unseen = self.page.evaluate(LOOK, target)
            assert not unseen, unseen
            if where == "there":
                return
            if where == "gone":  # the page drew this part again
                target = control.element_handle()
                continue
            self.keys.press("Shift+Tab" if where == "after" else "Tab")
        raise AssertionError(f"The keyboard does not reach {control}")

    def press(self, control):
        self.reach(control)
        is_button = control.evaluate("control => control.tagName === 'BUTTON'")
        self.keys.press("Space" if is_button else "Enter")

    def write(self, field, text):
        self.reach(field)
        self.keys.press("Control+A")
        if len(text) > LONG_TEXT:  # key by key takes a second a line, and shows nothing more
            self.keys.insert_text(text)
        else:
            self.keys.type(text)

    def set_day(self, field, day):
        self.reach(field)
        self.keys.type(f"{day:%m%d%Y}")

    def set_hour(self, field, hour):
        self.reach(field)
        self.keys.type(f"{hour:%I%M%p}")

    def choose(self, field, option):
        self.reach(field)
        rank = field.evaluate(
            "(field, option) => [...field.options].findIndex((one) => one.label === option)", option
        )
        assert rank >= 0, option
        self.keys.press("Home")
        for _ in range(rank):
            self.keys.press("ArrowDown")
        assert field.evaluate("field => field.selectedOptions[0].label") == option

    def pick(self, radio):
        self.reach(radio)
        if radio.evaluate("radio => radio === document.activeElement"):
            self.keys.press("Space")
        for _ in range(MOST_CHOICES):
            if radio.is_checked():
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"The arrows do not reach {radio}")

    def open(self, summary):
        self.reach(summary)
        self.keys.press("Enter")

    def give_file(self, field, path):
        self.reach(field)
        with self.page.expect_file_chooser() as chooser:
            self.keys.press("Enter")
        chooser.value.set_files(path)
