# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program of the desktop, out of which a picture is dragged: a file as a file manager hands it
over, or a picture as a browser does. It is this file, run by itself, and knows nothing of ours."""

import subprocess
import sys
from pathlib import Path

from journey import wait

TITLE = "Drag From Here"
SIDE = 60
STEP = 12  # pixels: a drag begins when the pointer has gone a little way
PULLS = 30  # with one press


def pointer(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True)


class DragSource:
    """A small window in the corner of the screen."""

    def __init__(self, place, kind, path):
        self.said = place / f"drag-{kind}"
        self.process = subprocess.Popen(
            [sys.executable, __file__, kind, str(path), str(self.said)]
        )
        self.n_pulls = 0
        self.window = wait("the window to drag from", self.find)[-1]

    @staticmethod
    def find():
        answer = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$"],
            capture_output=True, text=True, check=False,
        )
        return answer.stdout.split()

    def words(self):
        return self.said.read_text().split() if self.said.exists() else []

    def is_welcome(self, x, y):
        """A window is asked when the pointer moves over it, and once is not enough where it was
        busy."""
        pointer("mousemove", x - STEP, y)
        pointer("mousemove", x, y)
        return "welcome" in self.words()

    def is_under_pointer(self):
        """A window that has just come, or is not in front yet, does not feel the pointer."""
        pointer("windowraise", self.window)
        pointer("mousemove", SIDE // 2 - STEP, SIDE // 2)
        pointer("mousemove", SIDE // 2, SIDE // 2)
        return "felt" in self.words()

    def is_begun(self):
        """A press that a busy window has missed is done again, after a good many pulls."""
        if self.n_pulls % PULLS == 0:
            pointer("mouseup", 1)
            pointer("mousemove", SIDE // 2, SIDE // 2)
            pointer("mousedown", 1)
        self.n_pulls += 1
        way = STEP * (1 + self.n_pulls % 2)
        pointer("mousemove", SIDE // 2 + way, SIDE // 2 + way)
        return "begun" in self.words()

    def drag_to(self, x, y):
        """Takes hold of it, waits over that place of the screen until it may be dropped, and drops."""
        pointer("windowmove", "--sync", self.window, 0, 0)
        wait("the window to feel the pointer", self.is_under_pointer)
        try:
            wait("the drag to begin", self.is_begun)
            wait("the drop to be welcome", lambda: self.is_welcome(x, y))
        finally:
            pointer("mouseup", 1)
        wait("the drag to end", lambda: "ended" in self.words())

    def close(self):
        self.process.kill()
        self.process.wait()


def run(kind, path, said):
    import gi

    gi.require_version("Gdk", "4.0")
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, Gio, GLib, Gtk

    def say(word):
        with open(said, "a", encoding="utf-8") as file:
            file.write(word + "\n")

    def prepare(_source, _x, _y):
        if kind == "file":
            files = Gdk.FileList.new_from_array([Gio.File.new_for_path(path)])
            return Gdk.ContentProvider.new_for_value(files)
        return Gdk.ContentProvider.new_for_bytes(
            "image/jpeg", GLib.Bytes.new(Path(path).read_bytes())
        )

    def begun(_source, drag):
        say("begun")
        drag.connect(
            "notify::selected-action",
            lambda *_: say("welcome" if drag.get_selected_action() else "unwelcome"),
        )

    def activate(application):
        window = Gtk.ApplicationWindow(
            application=application, title=TITLE, decorated=False, resizable=False,
            child=Gtk.Box(width_request=SIDE, height_request=SIDE),
        )
        source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
        source.connect("prepare", prepare)
        source.connect("drag-begin", begun)
        source.connect("drag-end", lambda *_: say("ended"))
        window.add_controller(source)
        motion = Gtk.EventControllerMotion()
        motion.connect("motion", lambda *_: say("felt"))
        window.add_controller(motion)
        window.present()

    application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect("activate", activate)
    application.run()


if __name__ == "__main__":
    run(*sys.argv[1:])
