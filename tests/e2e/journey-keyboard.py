# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job without a mouse, and without the help of a screen reader: nothing here is clicked or
pressed but keys. The keyboard is always at something that has a name, it is never lost or caught, and
what is closed gives it back."""

from journey import Desk, Journey, Role, Server, check, same, wait

EMAIL = "zofia.nowak@gatehouse.example"
PASSWORD = "Correct-Horse.7"
PAGES = ["Overview", "Live", "Events", "Faces", "Identify", "People", "Cameras", "Alerts", "Account"]

journey = Journey("keyboard")
step = journey.step
server = journey.closing(Server(journey.place, "--events", "300", "--rate", "0"))
desk = None
tree = None


def focus(elsewhere_than=None):
    """What has the keyboard."""
    thing = wait("something else to have the keyboard",
                 lambda: (now := tree.focused()) != elsewhere_than and now)
    check(f"what has the keyboard has a name: {thing.place()}", thing.is_named())
    return thing


def move(key, before=None):
    """Presses a key that takes the keyboard elsewhere, and answers where to."""
    before = before or focus()
    desk.press(key)
    return focus(before)


def go_to(name, *roles, key="Tab", most=60):
    """Goes on with a key until the thing whose name begins so has the keyboard."""
    passed = []
    thing = focus()
    while not thing.name.startswith(name) or (roles and thing.role not in roles):
        check(f"{key} leads to “{name}”, and not only to {passed}",
              thing not in passed[:1] and len(passed) < most)
        passed.append(thing)
        thing = move(key, thing)
    return thing


def fill(name, text):
    go_to(name, Role.TEXT, Role.PASSWORD_TEXT, Role.ENTRY)
    desk.press("ctrl+a")
    desk.type(text)


def shown(name):
    """What is on the screen and has a name that begins so."""
    return [thing for thing in tree.read().shown() if thing.name.startswith(name)]


def says(text):
    wait(f"“{text}”", lambda: shown(text))


def says_no_more(text):
    wait(f"“{text}” to go", lambda: not shown(text))


def dialog():
    """The dialog that the keyboard is in."""
    thing = tree.focused()
    return thing and thing.is_inside(Role.DIALOG)


def goes_back_to(thing):
    """Waits until the keyboard is where it was."""
    wait(f"the keyboard to be back at {thing.place()}", lambda: tree.focused() == thing)


def tab_around(most=80):
    """Goes on until it comes around, and answers what it came by."""
    seen = [focus()]
    while (thing := move("Tab", seen[-1])) != seen[0]:
        check(f"Tab comes around, and not back to {thing.place()}", thing not in seen)
        check(f"Tab comes around: {seen}", len(seen) < most)
        seen.append(thing)
    return seen


def open_page(name):
    """By its key; what is first there has the keyboard."""
    return move(f"alt+{PAGES.index(name) + 1}")


@step("sign in")
def _():
    global desk, tree
    server.start()
    server.sign_in()
    desk = journey.closing(Desk(journey, "desk", "--server", server.address))
    tree = desk.tree
    desk.keyboard()
    same("where one begins to type", focus().name, "E-Mail")
    fill("E-Mail", server.credentials["email"])
    fill("Password", server.credentials["password"])
    desk.press("Return")
    wait("rows", lambda: desk.marks("first-rows"))
    focus()
    desk.picture("1-live")


@step("an event is opened; closing it leads back to its row")
def _():
    while not focus().is_inside(Role.LIST, "Events"):
        move("Tab")
    move("Down")
    row = move("Down")
    desk.press("Return")
    says("Event ID")
    desk.picture("2-event")
    desk.press("Escape")
    says_no_more("Event ID")
    goes_back_to(row)
    desk.picture("3-row")


@step("the history is filtered, by type and by what a dialog asks for")
def _():
    open_page("Events")
    go_to("All Types")
    desk.press("space")
    go_to("All Types", Role.LIST_ITEM)
    go_to("Recognised", key="Down")
    desk.press("Return")
    before = go_to("Recognised", Role.TOGGLE_BUTTON)
    desk.press("ctrl+f")
    wait("the dialog", dialog)
    fill("Camera", "CAM-01")
    desk.picture("5-filter-dialog")
    desk.press("Return")
    wait("the dialog to close", lambda: not dialog())
    says("Camera")
    goes_back_to(before)


@step("an alert is answered")
def _():
    open_page("Alerts")
    go_to("New")
    go_to("Rules", key="Right")
    desk.press("space")
    before = go_to("Add Rule")
    desk.press("space")
    wait("the dialog", dialog)
    desk.picture("6-rule")
    desk.press("Return")
    wait("the dialog to close", lambda: not dialog())
    says("Unknown Face")
    goes_back_to(before)
    before = server.events(limit=1)["total"]
    server.emit(30)
    go_to("Acknowledge")
    desk.picture("7-alert")
    desk.press("space")
    says_no_more("Acknowledge")
    focus()


@step("an account is made in a dialog")
def _():
    before = open_page("People")
    desk.press("ctrl+n")
    wait("the dialog", dialog)
    fill("First Name", "Zofia")
    fill("Last Name", "Nowak")
    fill("E-Mail", EMAIL)
    fill("Password", PASSWORD)
    desk.picture("8-new-person")
    desk.press("Return")
    wait("the server to have it", lambda: server.ask("/users?search=zofia&limit=10")["items"])
    wait("the dialog to close", lambda: not dialog())
    goes_back_to(before)


@step("the keyboard comes around on pages of every kind")
def _():
    for name in ("Faces", "Cameras", "Live", "Account", "Events"):
        open_page(name)
        seen = tab_around()
        check(f"{name} has things to come by: {len(seen)}", len(seen) >= 4)


@step("dialogs take the keyboard and give it back")
def _():
    for keys in ("F1", "ctrl+e", "ctrl+shift+e", "ctrl+comma"):
        before = focus()
        desk.press(keys)
        wait(f"the dialog of {keys}", dialog)
        tab_around()
        desk.press("Escape")
        wait("the dialog to close", lambda: not dialog())
        goes_back_to(before)


@step("the guide is searched and read")
def _():
    before = focus()
    desk.press("F1")
    wait("the dialog", dialog)
    desk.type("wrong password")
    says("Wrong E-Mail or Password")
    move("Tab")
    go_to("Wrong E-Mail or Password", Role.LIST_ITEM, key="Down")
    desk.picture("9-guide")
    go_to("Search the guide")
    desk.press("Escape", "Escape")
    wait("the dialog to close", lambda: not dialog())
    goes_back_to(before)


@step("sign out")
def _():
    check("the menu opens at its first item", move("F10").role == Role.MENU_ITEM)
    go_to("Sign Out", key="Up")
    desk.press("Return")
    says("Sign In")
    check("one can type at once", focus().role in (Role.TEXT, Role.PASSWORD_TEXT))
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
