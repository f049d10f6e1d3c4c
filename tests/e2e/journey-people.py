# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator makes an account, changes it, switches it off and deletes it, and looks after the
own one; what goes wrong on the way takes nothing away that was typed."""

import urllib.error

from journey import Desk, Journey, Role, Server, check, same, wait

EMAIL = "zofia.nowak@gatehouse.example"
PASSWORD = "Correct-Horse.7"

journey = Journey("people")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200"))
desk = None


def found():
    """The account as the server has it."""
    items = server.ask("/users?search=zofia&limit=10")["items"]
    return items[0] if items else None


def can_sign_in():
    try:
        server.sign_in()
    except urllib.error.HTTPError:
        return False
    return True


def row(name):
    """The row of the list of people that begins so."""
    people = desk.one(Role.LIST, "People")
    return desk.one(Role.LIST_ITEM, lambda text: text.startswith(name), under=people)


def choose(name):
    """Goes there with the keyboard, and presses it."""
    desk.tab_to(f"“{name}”", lambda thing: (thing.get_name() or "").startswith(name), 60)
    desk.press("Return")


@step("it begins with the page of people")
def _():
    global desk
    server.start()
    server.sign_in()
    desk = journey.closing(Desk(journey, "first", "--server", server.address, "--page", "people"))
    desk.sign_in(server.credentials)
    desk.says(" people")
    desk.picture("1-people")


@step("what no server would take is not sent")
def _():
    desk.do(desk.one(Role.BUTTON, "New Person"))
    desk.one(Role.BUTTON, "Create")
    desk.fill("First Name", "Zofia")
    desk.fill("Last Name", "Nowak")
    desk.fill("E-Mail", server.credentials["email"])
    desk.fill("Password", "weak")
    desk.press("Return")
    desk.says("does not keep to the rules")
    desk.picture("2-weak-password")


@step("an address that has an account already is told at its field, and nothing typed is lost")
def _():
    desk.fill("Password", PASSWORD)
    desk.press("Return")
    desk.says("There is an account with this address already.")
    same("the first name", desk.text_of(desk.field("First Name")), "Zofia")
    desk.picture("3-conflict")


@step("the account is made")
def _():
    desk.fill("E-Mail", EMAIL)
    desk.press("Return")
    wait("the server to have it", found)
    same("the role", found()["role"], "USER")
    desk.says("25 people")


@step("it is found as one types, and opened")
def _():
    desk.keyboard()
    desk.fill("Search People", "zofia")
    desk.says("1 person")
    desk.picture("4-found")
    row("Zofia Nowak, User, Active")
    desk.tab_to("the row", lambda thing: (thing.get_name() or "").startswith("Zofia Nowak,"))
    desk.press("Return")
    desk.says("The cameras cannot recognise this person.")
    desk.picture("5-person")


@step("only what was changed is sent")
def _():
    desk.fill("Last Name", "Kowalska")
    desk.press("Return")
    wait("the server to have it", lambda: found()["lastName"] == "Kowalska")
    same("the first name", found()["firstName"], "Zofia")
    desk.says("Zofia Kowalska")


@step("switched off, with what follows said before")
def _():
    choose("Deactivate…")
    desk.says("They are signed out at once")
    desk.picture("6-deactivate")
    desk.do(desk.one(Role.BUTTON, "Deactivate"))
    wait("the server to have it", lambda: not found()["isActive"])
    desk.one(name="Deactivated")


@step("deleted, but not by whoever thinks better of it")
def _():
    choose("Delete…")
    desk.says("They have no face records.")
    desk.picture("7-delete")
    desk.do(desk.one(Role.BUTTON, "Cancel"))
    wait("the question to go", lambda: not desk.has(Role.BUTTON, "Cancel"))
    check("the account is there", found())

    choose("Delete…")
    desk.says("They have no face records.")
    desk.do(desk.one(Role.BUTTON, "Delete"))
    desk.says("Nobody Found")
    same("the account", found(), None)
    desk.picture("8-deleted")


@step("cameras give pictures, and the server says whether it reaches its device")
def _():
    desk.press("alt+7")
    desk.says("Default Camera")
    desk.do(desk.one(Role.BUTTON, "Test Connection"))
    desk.one(name="Connected")
    desk.picture("9-cameras")


@step("one's own password is changed, and the wrong one is told from it")
def _():
    desk.press("alt+9")
    desk.fill("Current Password", "not this one")
    desk.fill("New Password", PASSWORD)
    desk.fill("New Password, Again", PASSWORD)
    desk.press("Return")
    desk.says("This is not your current password.")
    desk.picture("10-account")
    desk.fill("Current Password", server.credentials["password"])
    desk.press("Return")
    desk.says("The password is changed.")
    server.credentials["password"] = PASSWORD
    wait("the new password to be good", can_sign_in)


@step("it ends well")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
