"""The log for all of the staff, and the office that leads to what operators do."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import cases, group_making, log, nameless, posts, roles
from bbs.community.group_making import Shape
from bbs.community.groups import Visibility
from bbs.community.members import Person, Role
from bbs.config import Joining
from bbs.house import House
from bbs.visits import Visit
from screens.pages import ROUTES
from screens.routes import find
from store.tables import StaffAct, database
from tests import houses


def visit(house: House, typed: list[str], person: Person | None) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def act(house: House, name: str, by: Person, about: Person | None, **more: object) -> None:
    houses.write(house, log.record, house.vault, name, by=by.id, about=about.id if about else None, now=1, **more)


def test_acts_are_told_newest_first_without_what_is_about_the_reader(house: House, olive: Person, wren: Person) -> None:
    sam = houses.member(house, "sam")
    act(house, "member-noted", wren, sam, words="Kind before.\n\nAnd after.")
    act(house, "moderator-made", olive, wren)
    act(house, "board-opened", olive, None, words="Deep water")
    said = visit(house, ["go office/log"], wren)
    assert '1. Olive opened the board "Deep water"' in said
    assert "2. Wren made a note about sam" in said
    assert "made wren a moderator" not in said
    assert "Olive made wren a moderator" in visit(house, ["go office/log"], olive)
    said = visit(house, ["go office/log", "2"], wren)
    assert "Kind before. And after." in said
    for address in ("office/log/2", "office/log/9"):
        assert "There is nothing at that address." in visit(house, [f"go {address}"], wren)
    for somebody in (sam, None):
        assert "Wren made" not in visit(house, ["go office/log", "go office/log/1"], somebody)


def test_acts_of_one_member_and_of_one_kind(house: House, olive: Person, wren: Person) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    act(house, "member-noted", wren, sam)
    act(house, "member-noted", olive, lou)
    act(house, "board-opened", olive, None, words="Deep water")
    said = visit(house, ["go office/log", "member", "nobody", "sam"], olive)
    assert "There is no member called nobody." in said
    assert "Acts of and about sam" in said
    assert "about lou" not in said.rpartition("Acts of and about sam")[2]
    assert "Deep water" in visit(house, ["go office/log/of/olive"], wren)
    said = visit(house, ["go office/log", "kind", "1"], wren).rpartition("Acts of one kind")[2]
    assert "Deep water" in said
    assert "a note about" not in said


def test_what_a_group_is_called_is_told_to_who_may_know_of_it(house: House, olive: Person, wren: Person) -> None:
    for title, seen in (("Deep water", Visibility.UNLISTED), ("Low tide", Visibility.MEMBERS)):
        houses.write(house, group_making.make, Shape(title, "For slow days.", visibility=seen), now=1)
        act(house, "facilitator-made", olive, houses.member(house, title[:3].lower()), words=title)
    said = visit(house, ["go office/log", "2", "go office/log/act/facilitator-made", "go office/log/of/dee"], wren)
    assert 'Olive asked low to look after the group "Low tide"' in said
    assert said.count('Olive asked dee to look after the group "..."') == 4
    assert "Deep water" not in said
    assert 'Olive asked dee to look after the group "Deep water"' in visit(house, ["go office/log"], olive)


def test_who_wrote_without_a_name_is_not_found_by_their_name(house: House, olive: Person, wren: Person) -> None:
    sam = houses.member(house, "sam")
    thread = houses.write(house, posts.start, wren, "sleep", "Awake", "Who else?", now=1)
    post = houses.write(house, posts.reply, sam, thread.thread, "I am.", now=2, nameless=house.vault)
    houses.write(house, nameless.look_up, house.vault, olive, post.id, "A danger to life.", now=3)
    assert "looked up whose a post without a name is" in visit(house, ["go office/log/of/olive"], wren)
    assert "looked up" not in visit(house, ["go office/log/of/sam"], wren)
    assert "sam" not in visit(house, ["go office/log/1"], wren)


def test_whether_the_log_is_whole_is_told_on_request(house: House, olive: Person, wren: Person) -> None:
    assert "Nothing is in the log." in visit(house, ["go office/log", "check"], wren)
    act(house, "board-opened", olive, None, words="Deep water")
    said = visit(house, ["go office/log", "check"], wren)
    assert "1 entry, and nothing was changed or taken out. The last link is " in said
    houses.write(house, lambda: database.execute_sql("DROP TRIGGER staff_act_stands"))
    houses.write(house, lambda: StaffAct.update(act="group-closed").execute())
    assert "Entry 1 does not fit" in visit(house, ["go office/log", "check"], wren)


def test_the_log_goes_on_where_a_page_ends_and_leads_to_the_case(house: House, wren: Person) -> None:
    sam = houses.member(house, "sam")
    case = houses.write(house, cases.gather, house.vault, f"member/{sam.id}", reason="spam", by=None, now=1)
    for n in range(25):
        act(house, "board-opened", wren, None, words=f"Number {n:02d}")
    act(house, "case-taken", wren, None, case=case)
    said = visit(house, ["go office/log", "", "", "", "", "", ""], wren)
    assert all(f"Number {n:02d}" in said for n in range(25))
    assert find(ROUTES, houses.session(house, wren), f"desk/cases/{case}")
    assert f"Case {case}. Waiting" in visit(house, ["go office/log", "1", "case"], wren)


def test_the_office_leads_to_everything_with_what_wants_a_hand_first(house: House, olive: Person, wren: Person) -> None:
    said = visit(house, ["go office"], olive)
    assert "you are the only operator" in said.partition("Guidelines and their versions")[0]
    houses.write(house, roles.give, house.vault, olive, "wren", Role.OPERATOR, now=1)
    assert "you are the only operator" not in visit(house, ["go office"], olive)
    sam = houses.member(house, "sam")
    assert "There is nothing at that address." in visit(house, ["go office"], sam)


def test_a_role_is_given_in_the_office_and_its_holder_asked_for_a_second(house: House, olive: Person) -> None:
    houses.member(house, "sam")
    said = visit(house, ["go office/members", "find", "sa", "1", "moderator", "yes"], olive)
    assert "You are the only operator." in said
    assert "sam is a moderator now." in said
    assert "Role: moderator" in said
    assert "This is you." not in said
    said = visit(house, ["go office/members/olive", "take", "yes"], olive)
    assert "This is you." in said
    assert "There is no other operator." in said


def test_a_role_counts_in_open_visits_from_the_next_page_on(house: House, olive: Person) -> None:
    sam = houses.member(house, "sam")
    session = houses.session(house, sam)
    house.visits.begin(Visit(session.id, sam.id, 1, "line", lambda words: None, is_staff=False))
    session.learn_role()
    assert session.person == sam
    visit(house, ["go office/members/sam", "moderator", "yes"], olive)
    assert find(ROUTES, session, "desk")
    assert house.visits.staff_here(1) == {sam.id}
    house.visits.has_role(sam.id, Role.MEMBER, is_staff=False)
    assert not house.visits.staff_here(1)
    session.learn_role()
    assert session.person == replace(sam, role=Role.MEMBER)


def test_every_setting_is_told_with_its_meaning_and_where_it_is_set(house: House, olive: Person, wren: Person) -> None:
    house.config = replace(
        house.config, joining=Joining(mode="closed"), origins={"joining.mode": "warmline.toml, line 9"}
    )
    said = visit(house, ["go office/settings"], olive)
    assert "joining, how somebody becomes a member, 1 set here." in " ".join(said.split())
    assert "hold once the server reads them again" in said
    said = visit(house, ["go office/settings/joining"], olive)
    assert 'mode = "closed" (warmline.toml, line 9). Who may join: anybody ("open")' in said
    assert "port = 2222 (as usual). The TCP port" in visit(house, ["go office/settings/server"], olive)
    for person, address in ((olive, "office/settings/nothing"), (wren, "office/settings/server")):
        assert "There is nothing at that address." in visit(house, [f"go {address}"], person)
