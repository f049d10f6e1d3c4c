# SPDX-License-Identifier: GPL-3.0-or-later
"""The wall under Wayland: alone in a kiosk's compositor, and under one that tells what it was asked
for."""

import json
import os
import pathlib
import shutil
import subprocess

from journey import Journey, Server, check, same, wait

journey = Journey("compositor")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200", "--rate", "5"))
runtime = pathlib.Path(os.environ["XDG_RUNTIME_DIR"])
headless = {
    "WLR_BACKENDS": "headless",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_RENDERER": "pixman",
    "GDK_BACKEND": "wayland",
    "GSK_RENDERER": "cairo",
    "GDK_DISABLE": "gl,vulkan",
    # For the leaks of compositors nobody here is answerable.
    "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0",
}


class Compositor:
    """One that draws where nobody looks, and starts the wall."""

    def __init__(self, name, command):
        self.name = name
        self.trace = journey.place / f"{name}.trace"
        self.log = journey.pictures / f"{name}.log"
        before = self.sockets()
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.process = subprocess.Popen(
            command, env={**environment, **headless, "GATEHOUSE_TRACE": str(self.trace)},
            stdout=self.log.open("w"), stderr=subprocess.STDOUT,
        )
        self.display = wait("a Wayland display",
                            lambda: next(iter(self.sockets() - before), None), 60)

    @staticmethod
    def sockets():
        return {path.name for path in runtime.glob("wayland-*") if path.suffix != ".lock"}

    def has_rows(self):
        check(f"{self.name} runs", self.process.poll() is None)
        return self.trace.exists() and '"first-rows"' in self.trace.read_text()

    def picture(self, name):
        path = journey.pictures / f"{name}.png"
        subprocess.run(["grim", str(path)], check=True,
                       env=os.environ | {"WAYLAND_DISPLAY": self.display})
        print(f"# picture: {path}", flush=True)
        answer = subprocess.run(["identify", "-format", "%w %h %k", str(path)], check=True,
                                capture_output=True, text=True)
        return [int(number) for number in answer.stdout.split()]

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def wall():
    return [os.environ["GATEHOUSE"], "--kiosk", "--server", server.address, "--credentials",
            str(server.credentials_path)]


@step("cage shows the wall, and nothing else")
def _():
    server.start()
    cage = journey.closing(Compositor("cage", ["cage", "--", *wall()]))
    wait("faces", cage.has_rows, 120)
    width, height, n_colors = cage.picture("1-cage")
    check("the screen is filled with faces", width >= 1280 and height >= 720 and n_colors > 2000)
    cage.close()


sway = None


def sway_says(*arguments):
    answer = subprocess.run(["swaymsg", "--socket", str(next(runtime.glob("sway-ipc.*"))),
                             *arguments], capture_output=True, text=True, check=False)
    return json.loads(answer.stdout) if answer.returncode == 0 else None


def find_window(node):
    if (node.get("app_id") or "").startswith("dev.gatehouse"):
        return node
    for child in node.get("nodes", []) + node.get("floating_nodes", []):
        found = find_window(child)
        if found:
            return found
    return None


@step("the wall fills the screen and keeps it from going blank")
def _():
    global sway
    config = journey.place / "sway"
    config.write_text("output HEADLESS-1 resolution 1920x1080\n")
    sway = journey.closing(Compositor("sway", ["sway", "--config", str(config)]))
    wait("sway's socket", lambda: list(runtime.glob("sway-ipc.*")))
    process = subprocess.Popen(
        wall(), stderr=(journey.pictures / "wall.log").open("w"),
        env=os.environ | headless | {"WAYLAND_DISPLAY": sway.display,
                                     "GATEHOUSE_TRACE": str(sway.trace)},
    )
    journey.closing(type("Wall", (), {"close": lambda self: process.kill()})())
    wait("faces", sway.has_rows, 120)
    window = wait("the window", lambda: find_window(sway_says("-t", "get_tree")))
    same("full screen", window["fullscreen_mode"], 1)
    wait("idle to be inhibited",
         lambda: (find_window(sway_says("-t", "get_tree")) or {}).get("inhibit_idle"))
    width, height, n_colors = sway.picture("2-sway")
    same("the size of the screen", (width, height), (1920, 1080))
    check("the screen is filled with faces", n_colors > 2000)
    process.terminate()
    same("the exit status", process.wait(20), 0)
    wait("the window to be gone", lambda: find_window(sway_says("-t", "get_tree")) is None)


for program in ("cage", "sway", "grim"):
    if shutil.which(program) is None:
        print(f"1..0 # SKIP {program} is not installed")
        raise SystemExit(0)
journey.go()
