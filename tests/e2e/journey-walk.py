# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk over every page and dialog that an administrator has, as a screen reader sees them: nothing
that somebody does something with is without a name."""

from journey import Desk, Journey, Role, Server, State, check, same, wait

PAGES = ["Overview", "Live", "Events", "Faces", "Identify", "People", "Cameras", "Alerts", "Account"]

# What a person does something with, and so has to be told what it is.
CONTROLS = {
    Role.BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.COMBO_BOX, Role.TEXT,
    Role.PASSWORD_TEXT, Role.ENTRY, Role.SPIN_BUTTON, Role.SLIDER, Role.SWITCH, Role.MENU_ITEM,
    Role.CHECK_MENU_ITEM, Role.RADIO_MENU_ITEM, Role.LINK, Role.PAGE_TAB, Role.DIALOG,
}
PICTURES = {Role.IMAGE, Role.ICON}
# What they are in. It may take the keyboard, and hands it on.
CONTAINERS = {
    Role.APPLICATION, Role.FRAME, Role.WINDOW, Role.PANEL, Role.FILLER, Role.VIEWPORT,
    Role.SCROLL_PANE, Role.GROUPING, Role.TABLE_ROW,
}
LISTS = {Role.LIST, Role.LIST_BOX, Role.TABLE, Role.TREE_TABLE}

journey = Journey("walk")
step = journey.step
server = journey.closing(Server(journey.place, "--events", "300", "--rate", "0"))
desk = None
tree = None
seen = {}
faults = []


def needs_name(thing):
    # The value of a combo row is told by the row, and a row that unfolds by the row in it.
    if thing.role in LISTS | {Role.LIST_ITEM} and thing.is_inside(Role.COMBO_BOX):
        return False
    if thing.role == Role.LIST_ITEM and any(each.role == Role.LIST_ITEM for each in thing.shown()):
        return False
    # A picture says what is in it, or is there only for those who see it and has no role.
    if thing.role in CONTROLS | PICTURES:
        return True
    if thing.role in LISTS:
        # Rows that are only kept together are no list that one chooses from.
        return any(child.has(State.SELECTABLE) for child in thing.children)
    return thing.has(State.FOCUSABLE) and thing.role not in CONTAINERS


def settled():
    """What is on the screen, once nothing more comes."""
    last = None
    while True:
        things = list(tree.read().shown())
        paths = {thing.path for thing in things}
        if paths == last:
            return things
        last = paths


def look(place):
    """Everything on the screen now."""
    controls = [thing for thing in settled() if needs_name(thing)]
    seen[place] = len(controls)
    faults.extend(f"{place}: {thing.place()}" for thing in controls
                  if not thing.name.strip())
    desk.picture(place.replace(" ", "-"))


def shown(role, name):
    """The first on the screen of that role whose name begins so."""
    return next((thing for thing in tree.read().shown()
                 if thing.role == role and thing.name.startswith(name)), None)


def press(role, name):
    tree.press(wait(f"{role.value_nick} “{name}”", lambda: shown(role, name)))


def is_in_dialog():
    thing = tree.focused()
    return thing and thing.is_inside(Role.DIALOG)


def to_row(name):
    """Leads the keyboard to a row of the list of that name."""
    while not wait("the keyboard", tree.focused).is_inside(Role.LIST, name):
        desk.press("Tab")


def with_dialog(place, open_it):
    """Opens a dialog, looks at it, and closes it."""
    open_it()
    wait(f"the dialog: {place}", is_in_dialog)
    look(place)
    desk.press("Escape")
    wait("the dialog to close", lambda: not is_in_dialog())


def open_page(name):
    desk.press(f"alt+{PAGES.index(name) + 1}")
    wait(f"the page {name}", lambda: sum(
        thing.role == Role.LABEL and thing.name == name for thing in tree.read().shown()) >= 2)


@step("the sign-in page, and the form for a new account")
def _():
    global desk, tree
    server.start()
    server.sign_in()
    desk = journey.closing(Desk(journey, "desk", "--server", server.address))
    tree = desk.tree
    desk.keyboard()
    wait("the page", lambda: shown(Role.BUTTON, "Sign In"))
    look("sign in")
    press(Role.BUTTON, "Create an Account")
    wait("its button", lambda: shown(Role.BUTTON, "Create Account"))
    look("create an account")
    press(Role.BUTTON, "Back")


@step("every page, and what opens in it")
def _():
    desk.sign_in(server.credentials)
    wait("rows", lambda: desk.marks("first-rows"))
    for name in PAGES:
        open_page(name)
        look(name)

    open_page("Events")
    to_row("Events")
    desk.press("Return")
    wait("the detail", lambda: shown(Role.LIST_ITEM, "Event ID"))
    look("an event")


@step("dialogs")
def _():
    with_dialog("keyboard shortcuts", lambda: desk.press("ctrl+question"))
    with_dialog("help", lambda: desk.press("F1"))
    with_dialog("enrol", lambda: desk.press("ctrl+e"))
    with_dialog("enrol many", lambda: desk.press("ctrl+shift+e"))
    with_dialog("preferences", lambda: desk.press("ctrl+comma"))
    open_page("Events")
    with_dialog("filter", lambda: desk.press("ctrl+f"))
    with_dialog("time", lambda: desk.press("ctrl+g"))
    open_page("People")
    with_dialog("new person", lambda: desk.press("ctrl+n"))
    to_row("People")
    with_dialog("a person", lambda: desk.press("Return"))
    open_page("Alerts")
    press(Role.RADIO_BUTTON, "Rules")
    wait("the rules", lambda: shown(Role.BUTTON, "Add Rule"))
    with_dialog("alert rule", lambda: press(Role.BUTTON, "Add Rule"))
    with_dialog("watch list", lambda: press(Role.BUTTON, "Add Watch List"))


@step("the menu and its dialogs")
def _():
    desk.press("F10")
    wait("the menu", lambda: shown(Role.MENU_ITEM, "Preferences"))
    look("menu")
    for item in ("Connection", "Wall", "About"):
        if not shown(Role.MENU_ITEM, item):
            desk.press("F10")
        with_dialog(item, lambda item=item: press(Role.MENU_ITEM, item))


@step("everything that was looked at has a name")
def _():
    print(f"# {seen}")
    check("there was something to look at everywhere", min(seen.values()) > 3)
    same("what has none", sorted(set(faults)), [])


@step("it ends well")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
