# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own e-mail address is changed at a server of the field, which drops every token of the old one:
whoever does it stays signed in, the next start leads straight in, and after signing out the page has the
new address."""

import subprocess
import urllib.error

from journey import Desk, Journey, Role, Server, check, keyring_entries, same, wait

NEW = "amina.new@gatehouse.example"

journey = Journey("address")
step = journey.step
server = journey.closing(Server(journey.place, "--events", "20", "--rate", "0", "--dialect", "field",
                                database=journey.place / "server.sqlite"))
desk = None


def accounts():
    """Whose sign-ins the keyring has."""
    answer = subprocess.run(
        ["secret-tool", "search", "--all", "xdg:schema", "dev.gatehouse.Gatehouse.Tokens"],
        capture_output=True, text=True, check=False,
    )
    lines = (answer.stdout + answer.stderr).splitlines()
    return [line.split(" = ")[1] for line in lines if line.startswith("attribute.account")]


def is_refused():
    """Whether the server has dropped the token that we got before."""
    try:
        server.ask("/auth/me")
    except urllib.error.HTTPError as error:
        return error.code == 401
    return False


def rows(page):
    return [mark for mark in desk.marks("first-rows") if mark["page"] == page]


@step("somebody signs in and is remembered")
def _():
    global desk
    server.start()
    server.sign_in()
    desk = journey.closing(
        Desk(journey, "first", "--server", server.address, "--profile", "Door", "--page", "account")
    )
    desk.sign_in(server.credentials)
    desk.field("E-Mail")
    wait("the keyring", lambda: accounts() == [server.credentials["email"]])


@step("what another address means is said before it is sent")
def _():
    check("the server takes our token", not is_refused())
    desk.fill("E-Mail", NEW)
    desk.says("From then on you sign in with the new address. You stay signed in here.")
    desk.picture("1-typed")


@step("the tokens of the old one are dropped, and whoever did it stays signed in")
def _():
    desk.press("Return")
    wait("the server to drop our token", is_refused)
    wait("the keyring to follow", lambda: accounts() == [NEW])
    desk.press("alt+3")
    wait("rows of the history", lambda: rows("events"))
    check("nobody is asked for a password", not desk.has(Role.BUTTON, "Sign In"))
    desk.picture("2-changed")
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


@step("the next start leads straight in")
def _():
    global desk
    desk = journey.closing(Desk(journey, "again", "--profile", "Door"))
    wait("rows", lambda: rows("live"))
    desk.picture("3-again")


@step("signed out, the page has the new address")
def _():
    desk.keyboard()
    desk.press("F10")
    wait("the menu", lambda: desk.has(Role.MENU_ITEM))
    desk.press("Up", "Return")  # its last item
    desk.one(Role.BUTTON, "Sign In")
    wait("the new address", lambda: desk.text_of(desk.field("E-Mail")) == NEW)
    same("the sign-ins that are kept", keyring_entries(), 0)
    desk.picture("4-signed-out")


@step("the new address and the old password lead in")
def _():
    desk.fill("Password", server.credentials["password"])
    desk.press("Return")
    wait("the keyring", lambda: accounts() == [NEW])
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
