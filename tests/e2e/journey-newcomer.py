# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody without an account makes one, is in, comes back to it from the list of saved servers, and
has it forgotten."""

from journey import Desk, Journey, Role, Server, keyring_entries, same, wait

EMAIL = "noor@gatehouse.example"
PASSWORD = "Str0ng!enough"

journey = Journey("newcomer")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200"))
desk = None




@step("the sign-in page offers to make an account")
def _():
    global desk
    server.start()
    desk = journey.closing(Desk(journey, "first", "--server", server.address))
    desk.do(desk.one(Role.BUTTON, "Create an Account"))
    desk.one(Role.BUTTON, "Create Account")
    desk.keyboard()


@step("a weak password is not sent, and the rules say what is missing")
def _():
    desk.fill("E-Mail", server.credentials["email"])
    desk.fill("First Name", "Noor")
    desk.fill("Password", "weak")
    desk.press("Return")
    desk.says("does not keep all the rules")
    desk.picture("1-weak-password")


@step("what the server wants of a field stands at that field")
def _():
    desk.fill("Password", PASSWORD)
    desk.press("Return")
    desk.says("Not Accepted by the Server")
    desk.says("lastName is required")
    desk.picture("2-refused")


@step("an e-mail address that has an account is told in words, and nothing typed is lost")
def _():
    desk.fill("Last Name", "Said")
    desk.press("Return")
    desk.says("There is an account with this e-mail address")
    same("the e-mail field", desk.text_of(desk.field("E-Mail")), server.credentials["email"])
    same("the first name", desk.text_of(desk.field("First Name")), "Noor")
    desk.picture("3-exists-already")


@step("with an address of their own they are in")
def _():
    desk.fill("E-Mail", EMAIL)
    desk.press("Return")
    wait("rows", lambda: desk.marks("first-rows"))
    desk.says("Noor Said")
    same("entries in the keyring", keyring_entries(), 1)
    desk.picture("4-in")
    same("the exit status", desk.end(), 0)


@step("the saved server leads straight in when it is chosen")
def _():
    global desk
    desk = journey.closing(Desk(journey, "second", "--server", "http://localhost:9"))
    desk.one(Role.LIST_ITEM, EMAIL)
    desk.keyboard()
    desk.tab_to("the saved server", lambda thing: thing.get_name() == EMAIL)
    desk.picture("5-saved")
    desk.press("Return")
    wait("rows", lambda: desk.marks("first-rows"))
    desk.says("Noor Said")


@step("a removed one is gone, from the list and from the keyring")
def _():
    same("the exit status", desk.end(), 0)
    again = journey.closing(Desk(journey, "third", "--server", "http://localhost:9"))
    again.do(again.one(Role.BUTTON, lambda name: name.startswith(f"Remove {EMAIL}")))
    again.one(Role.BUTTON, "Cancel")
    again.picture("6-remove")
    again.do(again.one(Role.BUTTON, "Remove"))
    wait("the list to be empty", lambda: not again.has(Role.LIST_ITEM, EMAIL))
    wait("the keyring to be empty", lambda: keyring_entries() == 0)
    again.keyboard()
    again.fill("E-Mail", "somebody")  # the keyboard still leads somewhere
    same("the exit status", again.end(), 0)
    same("what it complained about", again.complaints(), [])


journey.go()
