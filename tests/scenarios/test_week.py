"""A week of six members, with the line cut in the middle of every step: nothing is lost, and nothing happens twice."""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bbs.community import boards, members, posts, thanks, unanswered
from bbs.community.members import Person
from store.tables import Block, Bookmark, Draft, Following, Heard, Member, Post, PostVersion, Thanks, Thread
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls, Visitor, words_of

HOUR, DAY = 3600, 24 * 3600
LONG = "\nAnd on." * 11
"""What makes a post as long as a drawn window, on which every post counts as read that is shown whole."""


class Week:
    """The house they all call at, and who they are."""

    def __init__(self, caller: Calls, harbour: Harbour) -> None:
        self.caller = caller
        self.harbour = harbour
        self.words = ""
        self.people: dict[str, Person] = {}

    def comes(self, *handles: str) -> None:
        """Have members who were welcomed before; what was written until now is not new to them."""
        for handle in handles:
            self.people[handle] = self.harbour.member(handle)

    def calls(self, handle: str, **how: Any) -> Visitor:
        """A member calls and signs in."""
        visitor = self.caller.calls(handle, **how)
        visitor.signs_in(PASSPHRASE, "Good ")
        return visitor

    def cut(self, handle: str, visitor: Visitor, **how: Any) -> Visitor:
        """The line of somebody is cut, and once the server knows they call again."""
        self.drops(handle, visitor)
        return self.calls(handle, **how)

    def drops(self, handle: str, visitor: Visitor) -> None:
        """The line of somebody is cut."""
        visitor.line.child.kill(signal.SIGKILL)
        visitor.is_gone()
        self.harbour.comes_true(lambda: not self.harbour.house.visits.of(self.people[handle].id))

    def starts(self, handle: str, title: str, text: str, *answers: str, at: int = 0) -> int:
        """Somebody writes a thread in a quiet visit that this is not about."""
        when = self.harbour.clock.now() + at
        thread = self.harbour.write(posts.start, self.people[handle], "sleep", title, text, now=when).thread
        for answer in answers:
            self.harbour.write(posts.reply, self.people[handle], thread, answer, now=when)
        return thread

    def sees(self, look: Callable[[], Any]) -> Any:
        """Look something up in the store."""
        return self.harbour.write(look)

    def written(self, handle: str) -> list[Post]:
        """Return what somebody posted, oldest first."""
        found: list[Post] = self.sees(lambda: list(Post.select().where(Post.author == self.people[handle].id)))
        return found

    def thread(self, title: str) -> int:
        """Return the thread of a title, of which there is one."""
        (found,) = self.sees(lambda: [row.id for row in Thread.select().where(Thread.title == title)])
        return int(found)

    def goes_by(self) -> None:
        """Let the day end. What was written is posted: none of it is a draft any more, or there twice."""
        assert self.sees(lambda: Draft.select().count()) == 0, "something was not gone on with"
        own = self.sees(lambda: Counter(row.text for row in Post.select().where(Post.author.is_null(False))))
        assert [text for text, times in own.items() if times > 1] == []
        self.harbour.passes(DAY)


@pytest.mark.timeout(150)
def test_a_week_of_six_members_with_a_line_cut_in_every_step(caller: Calls, harbour: Harbour) -> None:
    week = Week(caller, harbour)
    week.comes("ash", "lou")
    harbour.write(members.set_setting, week.people["ash"].id, "greets", 1)
    for night in range(1, 11):
        evening = harbour.clock.now() - harbour.clock.now() % DAY + 22 * HOUR - night * DAY
        line = harbour.write(posts.start, week.people["lou"], "sleep", "A night", f"Night {night}.", now=evening)
        harbour.write(posts.reply, week.people["ash"], line.thread, f"Morning {night}.", now=evening + 10 * HOUR)
    week.comes("sam", "kim")
    for day in (thursday, friday, saturday, sunday, monday, tuesday, wednesday):
        day(week)
        week.goes_by()


def thursday(week: Week) -> None:
    """Otter joins and writes a first post."""
    otter = week.caller.calls("new")
    otter.hears("Seven guidelines first.")
    word = re.search(r"come back with ([a-z]+-\d+)", otter.does("yes", "18 or over?"))
    assert word is not None
    otter.answers("yes", "Agree?")
    otter.answers("yes", "Choose a handle")
    otter.answers("otter", "A passphrase made for you")
    otter.is_cut_off()

    otter = week.caller.calls("new")
    otter.hears("Seven guidelines first.")
    otter.does("return", "Return word")
    offered = re.search(r"made for you: ([a-z ]+)\. ", otter.answers(word[1], "A passphrase made for you"))
    assert offered is not None
    week.words = offered[1]
    otter.answers("yes", "You are a member now, otter.")
    week.people["otter"] = week.sees(lambda: members.by_handle("otter"))
    otter.does("later", "Recovery codes stay on your home list.")
    otter.reads_on("About this place")
    otter.begins_thread("sleep", "Hello from the night", "I am new here.", "Third night awake.")
    otter.adds("note", "Content note", "grief")
    otter.adds("tags", "Tags", "waking")
    week.drops("otter", otter)

    otter = otter_calls(week)
    otter.begins_thread("sleep", "", "Tea helps.")
    otter.sends()
    otter.is_cut_off()
    (post,) = week.written("otter")
    assert (post.text, post.note) == ("I am new here.\nThird night awake.\nTea helps.", "grief")
    thread = week.harbour.write(boards.thread, week.people["otter"], post.thread_id)
    assert (thread.title, thread.tags) == ("Hello from the night", ("waking",))


def otter_calls(week: Week) -> Visitor:
    """Otter calls; what is asked once is asked the first time."""
    otter = week.caller.calls("otter")
    otter.signs_in(week.words, "This is asked once.")
    otter.reads_on("Good evening, otter.")
    return otter


def friday(week: Week) -> None:
    """Ash welcomes otter: opens what is closed, tells that it was read, and answers with a quotation."""
    ash = week.calls("ash")
    assert "Somebody new" in ash.goes_home()
    ash.opens("greeting", "waiting")
    ash = week.cut("ash", ash)
    ash.opens("greeting", "waiting")
    ash.chooses(1, "Content note: grief.")
    ash.does("open", "Third night awake.")
    ash.does("heard", "Told, without your name; only they see it.")
    ash.begins_quoting("2", "Third night awake.")
    ash.types_on("You are not ")
    ash = week.cut("ash", ash)
    ash.opens(f"boards/sleep/{week.thread('Hello from the night')}", "Content note: grief.")
    said = ash.begins_text("reply", "alone in it.", is_kept=True)
    assert "You are not" in said
    ash.sends()
    ash.is_cut_off()
    post = week.written("ash")[-1]
    assert words_of(post.text) == "> Third night awake. You are not alone in it."
    assert post.note == "grief", "what is quoted is covered"
    assert week.sees(lambda: Heard.select().count()) == 1


def saturday(week: Week) -> None:
    """Wren reads all that is new, keeps a post, thanks for it, and follows its thread."""
    week.comes("wren")
    week.starts("lou", "Counting", *(f"Line {n}.{LONG}" for n in range(1, 5)))
    week.starts("lou", "Rain", f"It rains here.{LONG}")
    week.starts("sam", "Kettle", f"The kettle is on.{LONG}")
    wren = week.calls("wren")
    wren.goes_on(wren.place(1, 6))
    wren = week.cut("wren", wren)
    assert "Line 1." not in wren.goes_on(wren.place(1, 5))
    wren.does("skip", "It rains here.")
    wren.does("undo", 'You are in "Counting" again.')
    wren = week.cut("wren", wren)
    assert "It rains here." not in wren.goes_on("Line 3."), "it was shown while the thread was skipped"
    wren.does("mute", "The kettle is on.")
    wren = week.cut("wren", wren)
    assert "nothing new" in wren.goes_home()
    wren.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    wren.does("thank", "Your words")
    wren.types_on("It was good")
    wren = week.cut("wren", wren)
    wren.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    wren.does("thank", "It was good")
    wren.answers("It was good to read.", "Thanked.")
    wren.does("bookmark", "Your note")
    wren.types_on("For a bad")
    wren = week.cut("wren", wren)
    wren.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    wren.does("bookmark", "For a bad")
    wren.answers("For a bad night.", "Kept.")
    wren.does("follow", "mute")
    wren = week.cut("wren", wren)
    wren.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    wren.does("follow", "mute")
    wren.answers("follow", "Followed.")
    assert 'your note: "For a bad night."' in wren.opens("bookmarks", "your note")
    wren.is_cut_off()
    assert week.sees(lambda: (Thanks.select().count(), Bookmark.select().count(), Following.select().count())) == (
        1,
        1,
        2,
    )
    (got,) = week.harbour.write(thanks.got, week.harbour.house.vault, week.people["lou"])
    assert (got.by, got.words) == ("wren", "It was good to read.")


def sunday(week: Week) -> None:
    """Lou changes a post, and writes another without a name."""
    rain = week.thread("Rain")
    lou = week.calls("lou")
    lou.opens(f"boards/sleep/{rain}", "It rains here.")
    lou.begins_text("edit", " All night.")
    lou.types_on("The gutter ")
    lou = week.cut("lou", lou)
    lou.opens(f"boards/sleep/{rain}", "It rains here.")
    lou.begins_text("edit", "sings.", is_kept=True)
    lou.sends("Changed.")
    lou.begins_thread("sleep", "Not my name", "This is hard to say.")
    lou.takes_off_their_name()
    lou = week.cut("lou", lou)
    lou.begins_thread("sleep", "", "There it is.")
    lou.sends()
    lou.is_cut_off()
    changed, unnamed = (next(p for p in week.written("lou") if p.text.startswith(t)) for t in ("It rains", "This is"))
    assert words_of(changed.text.replace(LONG, "")) == "It rains here. All night. The gutter sings."
    assert week.sees(lambda: PostVersion.select().where(PostVersion.post == changed.id).count()) == 1
    assert unnamed.text == "This is hard to say.\nThere it is."
    assert unnamed.nameless, "a cut line names nobody"


def monday(week: Week) -> None:
    """Kim begins a post on a laptop, goes on with it on a telephone, sends it twice, and looks for something."""
    kim = week.calls("kim")
    kim.begins_thread("sleep", "Two devices", "From the laptop.")
    kim.types_on("And then ")
    kim = week.cut("kim", kim, rows=18)
    kim.begins_thread("sleep", "", "from the telephone.")
    kim.sends_unheard()
    week.harbour.comes_true(lambda: bool(week.written("kim")))
    kim = week.cut("kim", kim)
    week.harbour.comes_true(lambda: not week.sees(lambda: Draft.select().count()))
    kim.begins_thread("sleep", "Two devices", *week.written("kim")[0].text.split("\n"))
    kim.sends("It is there already, posted once")
    kim.goes_home()
    kim.does("search", "Search for")
    kim.types_on('"rains')
    kim = week.cut("kim", kim)
    kim.does("search", "Search for")
    kim.answers('"rains here" board:sleep', "Rain")
    kim.chooses(1, "All night.")
    kim.is_cut_off()
    assert [words_of(post.text) for post in week.written("kim")] == ["From the laptop. And then from the telephone."]


def tuesday(week: Week) -> None:
    """Sam blocks lou; kim writes at night."""
    sam = week.calls("sam")
    sam.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    sam.does("block", "They are not told.")
    sam = week.cut("sam", sam)
    assert week.sees(lambda: Block.select().count()) == 0, "it was not agreed to"
    sam.opens(f"boards/sleep/{week.thread('Rain')}", "It rains here.")
    sam.does("block", "They are not told.")
    sam.agrees("Blocked. lou is not told.")
    sam.is_cut_off()
    assert week.sees(lambda: Block.select().count()) == 1
    week.harbour.passes(3 * HOUR)
    kim = week.calls("kim")
    kim.begins_thread("sleep", "Still awake", "Half past eleven.")
    kim.types_on("Is anybody ")
    kim = week.cut("kim", kim)
    kim.begins_thread("sleep", "", "up?")
    assert "Answers usually come by morning." in kim.sends()
    kim.is_cut_off()


def wednesday(week: Week) -> None:
    """Otter sees what came for them, and sam answers who waits longest."""
    otter = week.caller.calls("otter")
    otter.signs_in(week.words, "Good ")
    assert "new: replies, somebody read yours" in otter.goes_home()
    otter.opens("for-you", "ash replied to you")
    week.drops("otter", otter)
    otter = week.caller.calls("otter")
    otter.signs_in(week.words, "Good ")
    assert "new: " not in otter.goes_home()
    otter.opens("for-you", "Nothing new since")
    otter.chooses(1, "Content note: grief.")
    otter.does("open", "alone in it.")
    otter.is_cut_off()

    sam = week.calls("sam")
    said = sam.opens("unanswered", "Two devices")
    assert "Rain" not in said, "sam blocked its author"
    assert said.index("Two devices") < said.index("Still awake"), "the longest waiting first"
    longest = [one.thread.title for one in waiting(week)]
    sam.chooses(longest.index("Two devices") + 1, "From the laptop.")
    sam.begins_text("reply")
    sam.types_on("Here is ")
    sam = week.cut("sam", sam)
    sam.opens(f"boards/sleep/{week.thread('Two devices')}", "From the laptop.")
    sam.begins_text("reply", "an answer.", is_kept=True)
    sam.sends()
    assert "Two devices" not in sam.opens("unanswered", "Still awake")
    sam.leaves()
    assert [one.thread.title for one in waiting(week)] == [title for title in longest if title != "Two devices"]
    assert words_of(week.written("sam")[-1].text) == "Here is an answer."
    assert week.sees(lambda: Member.select().where(Member.handle == "otter").count()) == 1


def waiting(week: Week) -> list[unanswered.Unanswered]:
    """Return what waits for an answer, as sam sees it."""
    return week.harbour.write(unanswered.waiting, week.people["sam"], now=week.harbour.clock.now())
