"""The desk in verbs: what is told is read before it is sent, and the status says so while nothing was done."""

from __future__ import annotations

import re

import pytest

from bbs.community import members, posts, reports, statements, sweeps
from bbs.community.decisions import Outcome
from bbs.community.members import Person
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.house import House
from tests import houses
from tests.houses import verb

REMOVED = "decide desk/cases/1 what=remove sanction=mute days=3"
WORDS = "Please go after what was said, not after who said it.\n"


@pytest.fixture
def post(house: House, sam: Person, lou: Person) -> PostLine:
    """Something sam wrote, which lou reported."""
    now = house.clock.now()
    line = houses.write(house, posts.start, sam, "sleep", "A quarrel", "You zebra and fool.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{line.id}", Reason.UNKIND, now=now)
    return line


def told(house: House, sam: Person) -> list[statements.Statement]:
    return houses.write(house, statements.about, house.vault, sam)


def proof_in(errors: str) -> str:
    found = re.search(r"add (\S+=[0-9a-f]{4}) to the command", errors)
    assert found, errors
    return found[1]


def test_what_is_decided_is_read_first_and_then_sent_word_for_word(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    status, said, errors = verb(house, REMOVED, wren, text=WORDS)
    assert status == 1
    assert errors.startswith("Nothing was done yet.")
    assert told(house, sam) == []
    assert said.startswith("Before it is sent.\nA moderator, a decision"), "and nothing of what a visit offers"

    status, done, _ = verb(house, f"{REMOVED} {proof_in(errors)}", wren)
    assert (status, done.splitlines()[0]) == (0, "Done, and they are told. To undo it: go desk/decisions.")
    (one,) = told(house, sam)
    assert one.reasons == WORDS.strip(), "as they were shown: nothing came on standard input the second time"
    assert (one.act, one.sanction and one.sanction.kind) == (Act.REMOVE, Kind.MUTE)
    read = verb(house, "read decisions", houses.write(house, members.by_id, sam.id))[1]
    assert said.split(", new, ")[1].split("You can appeal")[0] in read


def test_the_words_that_are_suggested_are_shown_where_none_come(house: House, wren: Person, post: PostLine) -> None:
    status, said, _ = verb(house, "decide desk/cases/1 what=hide", wren)
    assert status == 1
    assert "What you wrote goes after somebody." in " ".join(said.split())


@pytest.mark.parametrize("changed", ["other words", "another act", "a case that changed"])
def test_nothing_is_sent_but_what_was_shown(
    house: House, wren: Person, sam: Person, post: PostLine, changed: str
) -> None:
    shown = proof_in(verb(house, REMOVED, wren, text=WORDS)[2])
    command, text = f"{REMOVED} {shown}", WORDS
    if changed == "other words":
        text = "Otherwise.\n"
    elif changed == "another act":
        command = command.replace("remove", "hide")
    else:
        ash, now = houses.member(house, "ash"), house.clock.now()
        houses.write(house, reports.report, house.vault, ash, f"post/{post.id}", Reason.THREAT, now=now)
    status, _, errors = verb(house, command, wren, text=text)
    assert status == 1
    assert errors.startswith(f"This is not what {shown} stood for")
    assert told(house, sam) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("decide desk/cases/1", "Add what=... to the command, one of: stands, keep, collapse, hide, edit, remove."),
        ("decide desk/cases/1 what=away", "what is one of: stands, keep, collapse, hide, edit, remove."),
        ("decide desk/cases/1 what=hide sanctoin=ban", "There is no place for sanctoin there."),
        ("decide desk/cases/1 what=edit words=zebra", "words comes from standard input: others can see a command."),
        ("decide desk/cases/1 what=hide text=You", "There is no place for text there."),
    ],
)
def test_a_command_that_is_not_understood_decides_nothing(
    house: House, wren: Person, sam: Person, post: PostLine, command: str, said: str
) -> None:
    status, _, errors = verb(house, command, wren)
    assert status == 2
    assert errors.startswith(said)
    assert told(house, sam) == []


def test_what_is_taken_out_and_what_is_noted_come_first_on_standard_input(
    house: House, wren: Person, sam: Person, lou: Person, post: PostLine
) -> None:
    cut = "decide desk/cases/1 what=edit"
    shown = proof_in(verb(house, cut, wren, text=f"and fool\n{WORDS}")[2])
    status, _, errors = verb(house, f"{cut} {shown}", wren)
    assert (status, errors) == (0, ""), "as they were shown: nothing came on standard input the second time"
    assert houses.write(house, posts.get, lou, post.id).text == "You zebra [a part was taken out by a moderator]."
    assert told(house, sam)[0].reasons == WORDS.strip()


def test_somebody_is_written_to(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    shown = proof_in(verb(house, "write desk/cases/1", wren, text="We thought of you.\n")[2])
    assert verb(house, f"write desk/cases/1 {shown}", wren)[0] == 0
    assert told(house, sam)[0].outcome is Outcome.SUPPORT


def test_an_appeal_is_answered(house: House, wren: Person, olive: Person, sam: Person, post: PostLine) -> None:
    shown = proof_in(verb(house, REMOVED, wren, text=WORDS)[2])
    assert verb(house, f"{REMOVED} {shown}", wren)[0] == 0
    assert verb(house, "appeal decisions", sam, text="It was a game.\n")[0] == 0
    answer = "decide desk/cases/2 appeal=undone"
    status, said, errors = verb(house, answer, olive, text="You were right.\n")
    assert status == 1
    assert "All of it was undone." in " ".join(said.split())
    assert verb(house, f"{answer} {proof_in(errors)}", olive)[0] == 0
    assert houses.write(house, posts.get, sam, post.id).text == "You zebra and fool."
    read = verb(house, "read decisions", houses.write(house, members.by_id, sam.id))[1]
    assert said.partition("\n")[2].strip() == read.partition("\n")[2].strip(), "word for word"


def test_what_somebody_else_has_is_refused_with_a_status(
    house: House, wren: Person, olive: Person, sam: Person, post: PostLine
) -> None:
    verb(house, "take desk/cases/1", wren)
    for command in ("take desk/cases/1", "nothing-wrong desk/cases/1"):  # it is theirs, so neither is offered
        status, said, errors = verb(house, command, olive)
        assert (status, said) == (1, "")
        assert "wren has this case" in errors
    assert told(house, sam) == []


def test_what_goes_of_spam_is_shown_before_it_is_taken_away(house: House, wren: Person, sam: Person) -> None:
    spam, now = houses.member(house, "spam-one"), house.clock.now()
    houses.write(house, posts.start, spam, "sleep", "Cheap", "Buy.", now=now)
    status, said, errors = verb(house, "words desk/sweep/spam-one", wren, text="We sell nothing here.\n")
    assert status == 1
    assert "We sell nothing here." in said
    assert houses.write(house, sweeps.lately, house.vault, wren) == []
    by_rule = "words desk/sweep/spam-one guideline=7"
    status, said, errors = verb(house, by_rule, wren, text="We sell nothing here.\n")
    rule = "The guideline: We disagree kindly, and bring trouble to a moderator."
    assert f"They are told: We sell nothing here. {rule}" in " ".join(said.split())
    status, said, _ = verb(house, f"{by_rule} {proof_in(errors)}", wren, text="We sell nothing here.\n")
    assert status == 0
    (one,) = told(house, spam)
    assert one.reasons == "We sell nothing here."
    assert rule in " ".join(verb(house, "read decisions", houses.write(house, members.by_id, spam.id))[1].split())
