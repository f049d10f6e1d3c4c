# SPDX-License-Identifier: GPL-3.0-or-later
"""What each role sees: a user looks and changes nothing; made a moderator they enrol, and read who there
is; and when that is taken from them in the middle of it, the page is left."""

import json
import urllib.request

from journey import PATIENCE, Desk, Journey, Role, Server, check, same, wait

FOR_ALL = ["Overview", "Live", "Events", "Faces", "Identify", "Alerts", "Account"]
FOR_MODERATORS = FOR_ALL[:5] + ["People", "Cameras"] + FOR_ALL[5:]
FACE = "FACE-1013"

journey = Journey("roles")
step = journey.step
server = journey.closing(Server(journey.place, "--rate", "0", "--events", "40", "--seed", "3"))
desk = None
officer = {"email": "zofia.nowak@gatehouse.example", "password": "Correct-Horse.7"}


def make(role):
    """The administrator, who sits elsewhere, gives them that role."""
    request = urllib.request.Request(f"{server.address}/users/{officer['id']}", method="PUT")
    request.add_header("Authorization", f"Bearer {server.token}")
    request.add_header("Content-Type", "application/json")
    request.data = json.dumps({"role": role}).encode()
    with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
        same("the role", json.load(reply)["data"]["role"], role)


def pages():
    """The names in the sidebar."""
    return [item.get_name() for item in desk.all(Role.LIST_ITEM, under=desk.one(Role.LIST, "Pages"))]


def find_face():
    desk.fill("Search by Face ID", FACE)
    desk.says("1 face")
    desk.tab_to(FACE, lambda thing: f"{FACE}, " in thing.get_name())
    desk.press("Return")
    desk.one(name="Record ID")


@step("an administrator has made an account for an officer")
def _():
    server.start()
    server.sign_in()
    body = {key: officer[key] for key in ("email", "password")}
    body |= {"firstName": "Zofia", "lastName": "Nowak", "role": "USER"}
    created = server.ask("/users", body)
    officer["id"] = created["id"]
    same("the role", created["role"], "USER")


@step("a user sees the pages of a user, whatever page was asked for")
def _():
    global desk
    desk = journey.closing(Desk(journey, "user", "--server", server.address, "--page", "people"))
    desk.sign_in(officer)
    wait("the sidebar", lambda: desk.has(Role.LIST, "Pages"))
    wait("their pages", lambda: pages() == FOR_ALL)
    check("they are not where they may not be", not desk.has(name="Search People"))
    desk.picture("1-user")


@step("a user looks at a face, and changes nothing")
def _():
    desk.press("alt+4")
    desk.one(name=lambda name: name.endswith(" faces"))
    for name in ("Enrol a Face", "Enrol Many Faces…"):
        check(f"there is no “{name}”", not desk.has(Role.BUTTON, name))
    find_face()
    for name in ("Edit…", "Delete"):
        check(f"there is no “{name}”", not desk.has(Role.BUTTON, name))
    desk.picture("2-face")


@step("the key that enrols does nothing for them")
def _():
    # What the next key does shows that the one before was heard.
    desk.press("ctrl+e", "alt+5")
    desk.one(Role.BUTTON, "Open Pictures…")
    check("no dialog came", not desk.has(Role.DIALOG))
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


@step("a moderator sees who there is, and makes nobody")
def _():
    global desk
    make("MODERATOR")
    desk = journey.closing(Desk(journey, "moderator", "--server", server.address,
                                "--page", "people"))
    desk.one(name=lambda name: name.endswith(" people"))
    same("their pages", pages(), FOR_MODERATORS)
    check("there is no “New Person”", not desk.has(Role.BUTTON, "New Person"))
    desk.picture("3-moderator")


@step("a moderator changes a face, and deletes none")
def _():
    desk.keyboard()
    desk.press("alt+4")
    desk.one(Role.BUTTON, "Enrol a Face")
    find_face()
    desk.one(Role.BUTTON, "Edit…")
    check("there is no “Delete”", not desk.has(Role.BUTTON, "Delete"))
    desk.picture("4-face")


@step("a role that is taken away in the middle of it takes its pages along")
def _():
    desk.press("alt+6")
    desk.one(name="Search People")
    make("USER")
    desk.do(desk.one(Role.BUTTON, "Refresh"))
    wait("the pages to go", lambda: pages() == FOR_ALL)
    wait("the page to be left", lambda: not desk.has(name="Search People"))
    desk.picture("5-user-again")
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
