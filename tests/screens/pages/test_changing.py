"""Pages on which posts are changed, marked, looked into and looked up: who is offered what, and what they are told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bbs.arrival import Terminal
from bbs.community import board_making, boards, drafts, editing, later, posts, reading, tags
from bbs.community.hands import TITLE, UNNAMED
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import Exit, NotFound, Refusal
from bbs.house import House
from bbs.sending import send_due
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from store.tables import Board, BoardTag, Draft, Post
from tests import houses
from tests.houses import HeldClock

WIDE = Terminal(kind="xterm", columns=300)


def starts(house: House, by: Person, text: str = "A zebra.", **how: Any) -> PostLine:
    return houses.write(house, posts.start, by, "sleep", "Rain", text, now=house.clock.now(), **how)


def said(house: House, typed: list[str], person: Person | None) -> str:
    return houses.visit(house, [*typed, "bye"], person, terminal=WIDE)


def address(line: PostLine) -> str:
    return f"boards/sleep/{line.thread}"


def test_what_is_offered_to_whom(house: House, sam: Person, lou: Person, wren: Person, olive: Person) -> None:
    post = starts(house, sam, nameless=house.vault)
    offered = {person.handle: said(house, [f"go {address(post)}", "?"], person) for person in (sam, lou, wren, olive)}
    words = {"e or edit": {"sam"}, "w or wish": {"sam"}, "@ or look-up": {"olive"}, "v or history": set()}
    for word, handles in words.items():
        assert {handle for handle, heard in offered.items() if word in heard} == handles, word
    houses.write(house, editing.edit, house.vault, sam, post.id, "A lion.", version=0, now=house.clock.now())
    for person in (sam, lou, wren, olive):
        assert ("v or history" in said(house, [f"go {address(post)}", "?"], person)) is person.is_staff


def test_an_edit_that_changes_nothing_says_so(house: House, sam: Person) -> None:
    heard = said(house, [f"go {address(starts(house, sam))}", "edit", ".", "yes"], sam)
    assert "Nothing was changed." in heard
    assert "edited" not in heard


def test_looking_at_a_change_and_leaving_it_leaves_no_draft(house: House, sam: Person) -> None:
    heard = said(house, [f"go {address(starts(house, sam))}", "edit", ".", "no", "edit", ".draft"], sam)
    assert heard.count("Left as it was.") == 2
    assert houses.write(house, drafts.places, sam.id) == []


def test_a_change_that_was_left_is_a_draft_that_edit_goes_on_with(house: House, sam: Person) -> None:
    post = starts(house, sam)
    said(house, [f"go {address(post)}", "edit", "And a lion.", ".draft"], sam)
    assert "A change of your post in Rain" in said(house, ["go drafts"], sam)
    heard = said(house, ["go drafts", "1", "edit", ".", "yes"], sam)
    assert "Your draft is here, 2 lines." in heard
    assert houses.write(house, posts.get, sam, post.id).text == "A zebra.\nAnd a lion."
    assert houses.write(house, drafts.places, sam.id) == []


def test_a_change_that_came_too_late_keeps_its_words(house: House, sam: Person) -> None:
    post = starts(house, sam)

    class Meanwhile(houses.ScriptedWire):
        async def read(self) -> bytes:
            burst = await super().read()
            if burst == b"yes\r":
                assert house.store is not None
                assert house.vault is not None
                await house.store.write(
                    editing.edit, house.vault, sam, post.id, "A giraffe.", version=0, now=house.clock.now()
                )
            return burst

    wire = Meanwhile(f"{line}\r" for line in (f"go {address(post)}", "edit", "And a lion.", ".", "yes", "draft", "bye"))
    asyncio.run(open_line(houses.session(house, sam, terminal=WIDE), wire, ROUTES))
    heard = wire.sent.decode()
    assert "It was changed meanwhile" in heard
    assert houses.write(house, posts.get, sam, post.id).text == "A giraffe."
    kept = houses.write(house, drafts.kept, house.vault, sam.id, f"threads/{post.thread}/edit/{post.id}")
    assert kept == "A zebra.\nAnd a lion."


def test_the_history_obeys_content_notes_and_is_not_there_for_others(house: House, sam: Person, wren: Person) -> None:
    post = starts(house, sam, note="death")
    houses.write(house, editing.edit, house.vault, sam, post.id, "A lion.", version=0, now=house.clock.now())
    where = f"{address(post)}/1/history"
    heard = said(house, [f"go {where}", "open"], wren)
    assert "Content note: death." in heard.split(": open")[0]
    assert "zebra" not in heard.split(": open")[0]
    assert "A zebra." in heard.split(": open")[1]
    for person in (None, sam):
        assert "nothing at that address" in said(house, [f"go {where}"], person)
    for wrong in (f"{address(post)}/2/history", f"boards/grief/{post.thread}/1/history"):
        assert "nothing at that address" in said(house, [f"go {wrong}"], wren)


def test_verbs_edit_and_mark(house: House, sam: Person) -> None:
    post = starts(house, sam)
    where = f"{address(post)}/1"
    done = houses.verb(house, f"edit {where} note=rain title=Showers", sam, text="A lion.\n")
    assert done[0] == Exit.DONE
    line = houses.write(house, posts.get, sam, post.id)
    assert (line.text, line.note, line.title) == ("A lion.", "rain", "Showers")
    assert houses.verb(house, f"wish {where} wish=no-advice tags=dreams", sam)[0] == Exit.DONE
    assert houses.verb(house, "post boards/sleep wish=listen unnamed=yes tags=dr", sam, text="Four\nHello.\n")[0] == 0
    listed = houses.verb(house, "read boards/sleep/tagged/dreams", sam)[1]
    assert "1. Four, somebody in " in listed
    assert ", listening please, dreams, waiting" in listed
    assert "2. Showers, sam, no advice please, dreams" in listed
    status, _, error = houses.verb(house, "post boards/sleep wish=money", sam, text="Five\nHello.\n")
    assert (status, error) == (Exit.NOT_UNDERSTOOD, "Type listen, advice, no-advice, or none.\n")


def test_who_answers_is_told_what_is_wished_for_and_who_will_read_it(house: House, sam: Person, lou: Person) -> None:
    where = address(starts(house, sam, wish="no-advice"))
    heard = said(house, [f"go {where}", "reply", ".", "no"], lou)
    assert "For answers: no advice please." in heard
    assert "Reply to sam. No advice, please: company is enough. Members read it, and guests too." in heard
    assert "company is enough" not in said(house, [f"go {where}", "reply", ".", "no"], sam)
    private = houses.write(house, posts.start, sam, "grief", "Snow", "Hello.", now=house.clock.now())
    heard = said(house, [f"go boards/grief/{private.thread}", "reply", ".", "no"], lou)
    assert "Reply to sam. Members read it.\n" in heard


def test_a_board_without_tags_or_nameless_posts_does_not_ask_for_them(house: House, sam: Person, olive: Person) -> None:
    houses.write(house, tags.allow_nameless, olive, "welcome", allowed=False)
    heard = said(house, ["go boards/welcome", "?", "post", "Hi", "Hello.", ".", "?", "yes"], sam)
    assert "Posted." in heard
    for word in ("tag", "unnamed", "Post as"):
        assert word not in heard


def test_an_operator_looks_up_whose_it_is_and_its_author_is_told_at_home(
    house: House, sam: Person, wren: Person, olive: Person
) -> None:
    post = starts(house, sam, nameless=house.vault)
    heard = said(house, [f"go {address(post)}", "look-up", "A threat.", "yes"], olive)
    assert "sam wrote it. This is on record" in heard
    heard = said(house, ["go desk/notes"], wren)
    assert 'A post without a name in "Rain", looked up by olive: today 20:26. A threat.' in heard
    assert "sam" not in heard
    assert "Their reason: A threat." in said(house, [], sam)
    assert "Their reason" not in said(house, [], sam)
    assert houses.verb(house, f"look-up {address(post)}", wren, text="A threat.\n")[0] == Exit.REFUSED


def test_the_colour_is_said_wherever_a_name_would_be(house: House, sam: Person, lou: Person) -> None:
    post = starts(house, sam, nameless=house.vault)
    somebody = f"somebody in {post.nameless}"
    houses.write(
        house, posts.reply, lou, post.thread, "So do I.", now=house.clock.now(), reply_to=post.id, nameless=house.vault
    )
    heard = said(house, [f"go {address(post)}", "", "go search/zebra", "go boards/sleep"], lou)
    assert f"\n{somebody}, " in heard
    assert f", you, reply to {somebody}, " in heard
    assert f"Rain, {somebody}, " in heard
    assert "sam" not in heard


def test_an_operator_keeps_the_tags_of_a_board(house: House, sam: Person, wren: Person, olive: Person) -> None:
    heard = said(house, ["go office/boards", "2", "add", "Early  Birds", "take-away 2", "yes", "names", "yes"], olive)
    assert "Added: early birds." in heard
    assert "2. dreams." in heard
    assert heard.rpartition("Members write here with their names.")[2].count("dreams") == 0
    heard = said(house, ["go boards/sleep", "tag", "back", "post", "Hi", "Hello.", ".", "?", "no"], sam)
    assert "early birds" in heard
    assert "dreams" not in heard
    assert "unnamed" not in heard
    for person in (sam, wren):
        assert "nothing at that address" in said(house, ["go office/boards"], person)
    assert "a colour stands for each" in said(house, ["go office/boards/sleep", "no-names"], olive)


def test_an_operator_opens_a_board_changes_its_words_and_its_place_and_closes_it_to_guests(
    house: House, sam: Person, wren: Person, olive: Person
) -> None:
    listed = [board.slug for board in houses.write(house, boards.readable, sam)]
    heard = said(house, ["go office/boards", "new", "Long illness", "Years of it.", "yes", "go boards"], olive)
    assert "Opened, the last in the list." in heard
    assert "Nothing is written here yet." in said(house, ["go boards/long-illness"], None)
    place = "go office/boards/long-illness"
    heard = said(house, [place, "change", "Living with it", ""], olive)
    assert "Enter leaves it as it is: Years of it." in heard
    status, heard_by_script, _ = houses.verb(
        house, "new office/boards title='Long covid' about='Months of it.' guests=no", olive
    )
    assert status == Exit.DONE
    assert heard_by_script.endswith("Opened, the last in the list.\noffice/boards/long-covid\n")
    up = houses.verb(house, "further-up office/boards/long-covid", olive)
    assert up == (Exit.DONE, "It stands one place further up now.\n", ""), "`up` says whether this place is open"
    houses.write(house, board_making.remove, house.vault, olive, "long-covid", now=1)
    taken = said(house, [place, "change", "sleep and Nights", "Living with it", "", "go office/boards"], olive)
    assert "A board is called that already. Please choose another name." in taken
    assert "Changed." in heard
    assert "Living with it" in said(house, ["boards"], sam)
    assert "one place further up" in said(house, [place, "further-up"], olive)
    assert [board.slug for board in houses.write(house, boards.readable, sam)] == [
        *listed[:-1], "long-illness", listed[-1]
    ]  # fmt: skip
    assert "It is the first already." in said(house, [f"go office/boards/{listed[0]}", "further-up"], olive)
    assert "Members alone read it now." in said(house, [place, "close-to-guests", "yes"], olive)
    assert "Living with it" not in said(house, ["go boards/long-illness"], None)
    assert "close-to-guests" not in said(house, [place, "?"], olive)
    told = said(house, ["go office/log", "?"], wren)
    for words in ("opened the board", "changed what the board", "further up", "let members alone read the board"):
        assert words in " ".join(told.split())
    for person in (sam, wren):
        with pytest.raises(NotFound):
            houses.write(house, board_making.begin, house.vault, person, "Mine", "All.", guests_read=False, now=1)
    with pytest.raises(NotFound):
        houses.write(house, board_making.change, house.vault, olive, "grief-group", "Mine", "All.", now=1)


def test_a_board_without_tags_is_offered_those_a_new_place_begins_with(
    house: House, sam: Person, olive: Person
) -> None:
    begun = houses.write(house, tags.of_board, 2)
    place = "go office/boards/sleep"
    offer = f"Type starters to take those a new place begins with: {', '.join(begun)}."
    assert offer not in " ".join(said(house, [place, "starters"], olive).split()), "it has some"
    houses.write(house, lambda: BoardTag.delete().execute())
    heard = " ".join(said(house, [place, "s", "tag", "back"], olive).split())
    assert offer in heard
    assert f"Added: {', '.join(begun)}." in heard
    assert houses.write(house, tags.of_board, 2) == begun
    with pytest.raises(Refusal, match="There are tags already"):
        houses.write(house, tags.add_all, olive, "sleep", begun)
    with pytest.raises(NotFound):
        houses.write(house, tags.add_all, sam, "sleep", begun)
    houses.write(house, lambda: BoardTag.delete().execute())
    houses.write(house, lambda: Board.update(slug="renamed").where(Board.slug == "sleep").execute())
    assert "starters" not in said(house, ["go office/boards/renamed", "?"], olive)


def test_an_angry_reply_without_a_name_can_wait_its_hour_and_goes_out_without_one(
    house: House, sam: Person, lou: Person
) -> None:
    post = starts(house, sam)
    typed = [f"go {address(post)}", "r", "You are an idiot and you make me sick.", ".", "unnamed", "yes", "yes", "2"]
    heard = said(house, [*typed, "go drafts"], lou)
    assert "It goes out at 21:26, without your name." in heard
    assert "Drafts, 1 item." in heard
    assert isinstance(house.clock, HeldClock)
    house.clock.move(later.WAIT)
    asyncio.run(send_due(house))
    answer = houses.write(house, reading.stretch, sam, post.thread, first=2).posts[0]
    assert (answer.author, answer.author_id, bool(answer.nameless)) == ("", 0, True)
    assert "You have none." in said(house, ["go drafts"], lou)


def test_a_draft_keeps_that_it_is_to_be_unnamed_and_all_else_that_was_chosen_for_it(house: House, sam: Person) -> None:
    typed = ["go boards/sleep", "post", "Rain", "A zebra.", ".", "unnamed", "yes", "wish", "listen", "tags", "dreams"]
    said(house, [*typed, "draft"], sam)
    heard = said(house, ["go boards/sleep", "post", "", "."], sam)
    assert "Without your name: yes." in heard
    assert "Post without name?" in heard
    assert "Post as sam?" not in heard
    said(house, ["go boards/sleep", "post", "", ".", "yes"], sam)
    (line,) = houses.write(house, boards.threads, sam, houses.write(house, boards.get, sam, "sleep"))
    assert (bool(line.nameless), line.wish, line.tags) == (True, "listen", ("dreams",))
    assert "You have none." in said(house, ["go drafts"], sam)
    assert houses.write(house, lambda: Draft.select().count()) == 0


def test_a_choice_that_was_half_typed_in_a_draft_is_asked_for_before_anything_is_posted(
    house: House, sam: Person
) -> None:
    for place, words in (("", "A zebra."), (TITLE, "Rain"), (UNNAMED, "ye")):
        houses.write(house, drafts.keep, house.vault, sam.id, f"boards/sleep/post{place}", words, now=1)
    heard = said(house, ["go boards/sleep", "post", "", ".", "yes", "unnamed", "yes", "yes"], sam)
    assert "Say yes to post without your name, or no." in heard
    assert "Posted." in heard
    (post,) = houses.write(house, lambda: list(Post.select().where(Post.author == sam.id)))
    assert post.nameless


def test_a_change_that_was_begun_keeps_its_note_and_title(house: House, sam: Person) -> None:
    post = starts(house, sam)
    begun = [f"go {address(post)}", "edit", "More.", ".", "note", "grief", "title", "Rain at night", "draft"]
    said(house, begun, sam)
    heard = said(house, [f"go {address(post)}", "edit", ".", "yes"], sam)
    assert "Changed." in heard
    line = houses.write(house, posts.get, sam, post.id)
    assert (line.title, line.note, line.text) == ("Rain at night", "grief", "A zebra.\nMore.")
    assert houses.write(house, lambda: Draft.select().count()) == 0
