# SPDX-License-Identifier: GPL-3.0-or-later
"""A server whose certificate nobody vouches for: it is refused, shown, trusted by a person, and
another one in its place refused again."""

import os
import socket
import ssl
import threading
from pathlib import Path

from journey import Desk, Journey, Role, Server, check, same, wait

CERTIFICATES = Path(os.environ["GATEHOUSE_CERTIFICATES"])

journey = Journey("certificate")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200"))
desk = None
door = None


class Door:
    """What stands before servers: takes TLS, and hands on what comes."""

    def __init__(self, certificate, port=0):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATES / certificate)
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.open = []
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def address(self):
        return f"https://localhost:{self.port}/api"

    def serve(self):
        while True:
            try:
                outside, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.hand_on, args=[outside], daemon=True).start()

    def hand_on(self, outside):
        try:
            secure = self.context.wrap_socket(outside, server_side=True)
            inside = socket.create_connection(("127.0.0.1", server.port))
        except OSError:
            outside.close()
            return
        self.open += [secure, inside]
        threading.Thread(target=self.pump, args=[inside, secure], daemon=True).start()
        self.pump(secure, inside)

    @staticmethod
    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        for end in (self.listener, *self.open):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.listener.close()


@step("the sign-in is refused, and the certificate can be looked at")
def _():
    global desk, door
    server.start()
    door = journey.closing(Door("unknown.pem"))
    desk = journey.closing(Desk(journey, "first", "--server", door.address))
    desk.sign_in(server.credentials)
    desk.says("Connection Not Secure")
    desk.says("authority that this computer does not know")
    desk.picture("1-refused")
    desk.do(desk.one(Role.BUTTON, "Show Certificate…"))
    desk.says("Trust This Certificate?")
    desk.says("CN=Gatehouse unknown server")
    desk.says("04:8D:19:6E")
    desk.picture("2-certificate")


@step("who trusts it is in, and nothing typed is lost")
def _():
    desk.do(desk.one(Role.BUTTON, "Trust"))
    desk.says("trusted from now on")
    desk.picture("3-trusted")
    desk.do(desk.one(Role.BUTTON, "Sign In"))
    wait("rows", lambda: desk.marks("first-rows"))
    same("the exit status", desk.end(), 0)


@step("the next start is trusted as well")
def _():
    global desk
    desk = journey.closing(Desk(journey, "second"))
    wait("rows", lambda: desk.marks("first-rows"))
    check("nothing is said about an unencrypted connection", not desk.has(name="Not encrypted"))


@step("another certificate is refused while the program runs, and both fingerprints can be seen")
def _():
    global door
    port = door.port
    door.close()
    door = journey.closing(Door("changed.pem", port))
    wait("the link to be lost", lambda: desk.has(name=lambda name: "Offline" in name))
    desk.keyboard()
    desk.press("F10")
    wait("the menu", lambda: desk.has(Role.MENU_ITEM))
    desk.press("c")  # for "_Connection…"
    desk.one(Role.BUTTON, "Forget")
    desk.picture("4-connection")
    desk.do(desk.one(Role.BUTTON, "Show…"))
    desk.says("Another Certificate")
    desk.says("04:8D:19:6E")
    check("it is not offered", not desk.has(Role.BUTTON, "Trust"))
    desk.picture("5-changed")
    same("what it complained about", desk.complaints(), [])


journey.go()
