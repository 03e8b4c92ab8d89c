"""The acts of the log in words: one sentence for whom an act is about, one for those who look after this place.

Every act that is recorded has both here; a test holds this table against the calls.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bbs.community.log import Entry
from bbs.language import N_, Language

Sentences = tuple[str, str]
"""An act in words without a full stop: for the staff, with {by} and {about}, then for whom it is about, "" for nobody.

Where {words} stands in one, what was given for the act is a part of it; else it is the reason.
"""

ACTS: Final[dict[str, Sentences]] = {
    "recovery-code-made": (
        N_("{by} made a recovery code for {about}"),
        N_("A moderator made a recovery code for your handle"),
    ),
    "recovery-code-used": (
        N_("The recovery code for {about} let somebody in"),
        N_("A recovery code let somebody in under your handle"),
    ),
    "nameless-looked-up": (
        N_("{by} looked up whose a post without a name is"),
        N_("An operator looked up whose a post of yours is"),
    ),
    "machine-opened": (N_("{by} opened the desk at the machine itself"), ""),
    "case-taken": (N_("{by} took a case"), ""),
    "case-given-back": (N_("{by} gave a case back to the others"), ""),
    "case-put-off": (N_("{by} let a case wait"), ""),
    "case-dismissed": (N_("{by} found nothing wrong in a case"), ""),
    "case-ignored": (N_("{by} closed a case without doing anything"), ""),
    "member-noted": (N_("{by} made a note about {about}"), N_("A moderator made a note about you")),
    "member-written-to": (N_("{by} wrote to {about}"), N_("A moderator wrote to you")),
    "member-warned": (N_("{by} warned {about}"), N_("A moderator gave you a warning")),
    "member-slowed": (N_("{by} slowed {about} down"), N_("A moderator put more time between your posts")),
    "member-muted": (N_("{by} muted {about}"), N_("A moderator paused your writing")),
    "member-suspended": (N_("{by} suspended {about}"), N_("A moderator suspended you")),
    "member-banned": (N_("{by} banned {about}"), N_("A moderator banned you")),
    "ban-confirmed": (N_("{by} confirmed the ban of {about}"), N_("Another moderator confirmed your ban")),
    "group-opened": (N_('{by} opened the group "{words}"'), N_('The group "{words}", which you proposed, was opened')),
    "group-declined": (
        N_('{by} declined the group "{words}"'),
        N_('The group "{words}", which you proposed, was not opened'),
    ),
    "board-opened": (N_('{by} opened the board "{words}"'), ""),
    "board-changed": (N_('{by} changed what the board "{words}" is'), ""),
    "board-closed-to-guests": (N_('{by} let members alone read the board "{words}"'), ""),
    "board-moved-up": (N_('{by} put the board "{words}" further up'), ""),
    "board-put-away": (N_('{by} put the board "{words}" away'), ""),
    "board-brought-back": (N_('{by} brought the board "{words}" back'), ""),
    "board-removed": (N_('{by} removed the board "{words}", on which nothing had been written'), ""),
    "group-changed": (N_('{by} changed what the group "{words}" is'), ""),
    "group-closed": (N_('{by} closed the group "{words}"'), ""),
    "group-opened-again": (N_('{by} opened the group "{words}" again'), ""),
    "group-looked": (N_("{by} looked into a thread of a group, with the group told"), ""),
    "facilitator-made": (
        N_('{by} asked {about} to look after the group "{words}"'),
        N_('You were asked to look after the group "{words}"'),
    ),
    "facilitator-ended": (
        N_('{by} had {about} not look after the group "{words}" any more'),
        N_('You do not look after the group "{words}" any more'),
    ),
    "questionnaire-on": (N_("{by} turned the questionnaire {words} on"), ""),
    "questionnaire-off": (N_("{by} turned the questionnaire {words} off"), ""),
    "moderator-made": (N_("{by} made {about} a moderator"), N_("You were made a moderator")),
    "operator-made": (N_("{by} made {about} an operator"), N_("You were made an operator")),
    "member-let-in": (N_("{by} let {about} in"), N_("A moderator let you in")),
    "member-not-let-in": (N_("{by} did not let {about} in"), N_("A moderator did not let you in")),
    "moderator-made-at-machine": (
        N_("{about} was made a moderator at the machine itself"),
        N_("You were made a moderator, at the machine itself"),
    ),
    "operator-made-at-machine": (
        N_("{about} was made an operator at the machine itself"),
        N_("You were made an operator, at the machine itself"),
    ),
    "role-taken-at-machine": (
        N_("The role of {about} was taken at the machine itself"),
        N_("Your role was taken, at the machine itself"),
    ),
    "role-taken": (
        N_("{by} had {about} not look after this place any more"),
        N_("You do not look after this place any more"),
    ),
    "joining-code-made": (N_("{by} made a joining code"), ""),
    "joining-code-ended": (N_("{by} took an unused joining code back"), ""),
    "lines-confirmed": (N_("{by} confirmed help lines: {words}"), ""),
    "line-unconfirmed": (N_("{by} took the confirmation of a help line back: {words}"), ""),
    "line-written": (N_("{by} wrote a help line of this place: {words}"), ""),
    "line-taken-away": (N_("{by} took a help line of this place away: {words}"), ""),
    "line-hidden": (N_("{by} hid a help line from callers: {words}"), ""),
    "line-shown": (N_("{by} showed a hidden help line again: {words}"), ""),
    "tags-added": (N_("{by} added tags to a board, {words}"), ""),
    "tag-taken-away": (N_("{by} took a tag from a board, {words}"), ""),
    "nameless-allowed": (N_("{by} let members write without their names on {words}"), ""),
    "nameless-ended": (N_("{by} asked for names on {words}"), ""),
    "word-listed": (N_('{by} put "{words}" on the word list'), ""),
    "word-changed": (N_('{by} changed "{words}" on the word list'), ""),
    "word-taken-off": (N_('{by} took "{words}" off the word list'), ""),
    "guidelines-published": (N_("{by} published version {words} of the guidelines"), ""),
    "guidelines-reviewed": (N_("{by} read the guidelines afresh; they are to be read again by {words}"), ""),
    "text-changed": (N_('{by} wrote the text "{words}" of this place anew'), ""),
    "text-put-back": (N_('{by} put the text "{words}" back as it came with the program'), ""),
    "setting-chosen": (N_("{by} chose a setting: {words}"), ""),
    "setting-left": (N_("{by} left {words} to the settings file again"), ""),
    "announced": (N_('{by} announced to everybody: "{words}"'), ""),
    "announcement-taken-back": (N_("{by} took an announcement back"), ""),
    "ban-ended": (
        N_("{by} ended the ban of {about} instead of confirming it"),
        N_("Another moderator looked at your ban, and ended it"),
    ),
    "ban-lapsed": (
        N_("{by} left the ban of {about} as it was, ended by itself"),
        N_("Your ban ended by itself: nobody had confirmed it in time"),
    ),
    "feedback-published": (N_("{by} published feedback with its answer"), ""),
    "feedback-taken-down": (N_("{by} took published feedback down"), ""),
    "support-sent": (
        N_("{by} told {about} of people to turn to"),
        N_("A moderator wrote to you of people you can turn to"),
    ),
    "post-remarked": (
        N_("{by} put a note beneath a post of {about}"),
        N_("A moderator put a note beneath a post of yours"),
    ),
    "post-closed": (N_("{by} closed a post of {about}"), N_("A moderator closed a post of yours")),
    "post-hidden": (N_("{by} hid a post of {about}"), N_("A moderator hid a post of yours")),
    "post-cut": (N_("{by} took a part out of a post of {about}"), N_("A moderator took a part out of a post of yours")),
    "post-uncovered": (
        N_("{by} looked at a covered part and opened it again"),
        N_("A moderator looked at a covered part of a post of yours and opened it again"),
    ),
    "post-removed": (N_("{by} removed a post of {about}"), N_("A moderator removed a post of yours")),
    "decision-undone": (N_("{by} undid a decision about {about}"), N_("What was decided about you was undone")),
    "appeal-upheld": (
        N_("{by} upheld a decision that {about} appealed against"),
        N_("What you appealed against was upheld"),
    ),
    "appeal-changed": (
        N_("{by} changed a decision that {about} appealed against"),
        N_("What you appealed against was changed"),
    ),
    "appeal-undone": (
        N_("{by} undid a decision that {about} appealed against"),
        N_("What you appealed against was undone"),
    ),
    "spam-swept": (N_("{by} took the spam of some accounts away at once"), ""),
    "member-swept": (
        N_("{by} closed the account of {about} with others, and took what it wrote out of sight"),
        N_("A moderator closed your account for a while, and took what you wrote out of sight"),
    ),
    "sweep-undone": (N_("{by} put back what was taken away at once"), ""),
    "locked-down": (N_("{by} locked the place down for a day"), ""),
    "lock-lifted": (N_("{by} opened the place again"), ""),
    "group-case-taken": (N_("{by} took a case in a group they look after"), ""),
    "group-case-given-back": (N_("{by} gave a case in a group back to the others who look after it"), ""),
    "group-case-handed-over": (N_("{by} left a case in a group they look after to the desk"), ""),
    "member-put-out": (
        N_("{by} put {about} out of a group they look after"),
        N_("Those who look after a group put you out of it"),
    ),
    "member-let-back": (
        N_("{by} undid that {about} was put out of a group"),
        N_("Those who look after a group undid that you were put out of it"),
    ),
    "post-folded": (
        N_("{by} folded a post of {about} in a group they look after"),
        N_("Somebody who looks after a group folded a post of yours"),
    ),
    "post-unfolded": (
        N_("{by} showed a folded post of {about} as it was"),
        N_("Somebody who looks after a group showed a folded post of yours as it was"),
    ),
    "thread-pinned": (N_("{by} kept a thread at the top of a group they look after"), ""),
    "thread-unpinned": (N_("{by} kept a thread at the top of a group no more"), ""),
    "thread-closed": (N_("{by} closed a thread in a group they look after"), ""),
    "thread-opened": (N_("{by} opened a thread in a group again"), ""),
    "thread-moved": (
        N_("{by} moved a thread of {about} out of a group they look after"),
        N_("Somebody who looks after a group moved a thread of yours to another place"),
    ),
    "thread-slowed": (N_("{by} let a thread go slowly, {words} minutes between two posts"), ""),
    "thread-not-slow": (N_("{by} let a thread go at its own pace again"), ""),
}
"""Every act there is, by its word in the log."""
SOMETHING: Final[Sentences] = (N_("{by} did something: {act}"), N_("Somebody of the staff did something: {act}"))
"""What is said of an act of an older or a newer version, which this one has no words for."""

NAME_GROUPS: Final = frozenset(
    {"group-opened", "group-changed", "group-closed", "group-opened-again", "facilitator-made", "facilitator-ended"}
)
"""Acts for which the name of a group was given. "group-declined" is not among them: that group never was."""
UNNAMED: Final = "..."
"""Stands for what is not told."""


def veiled(entry: Entry, titles: frozenset[str]) -> Entry:
    """Return an act without the name of its group, unless that is among the `titles` its reader may know of."""
    is_told = entry.act not in NAME_GROUPS or entry.words in titles
    return entry if is_told else replace(entry, words=UNNAMED)


def to_member(entry: Entry, language: Language) -> tuple[str, str]:
    """Return what was done about a member, for themselves, and the reason; nobody is named."""
    sentence = ACTS.get(entry.act, SOMETHING)[1] or SOMETHING[1]
    return language(sentence, act=entry.act, words=entry.words), "" if "{words}" in sentence else entry.words


def to_staff(entry: Entry, language: Language) -> tuple[str, str]:
    """Return what somebody of the staff did, for the others, and the reason."""
    sentence, _ = ACTS.get(entry.act, SOMETHING)
    left = language(N_("somebody"))
    names = {"by": entry.by or left, "about": entry.about or left}
    said = language(sentence, act=entry.act, words=entry.words, **names)
    return said[:1].upper() + said[1:], "" if "{words}" in sentence else entry.words


def in_general(act: str, language: Language) -> str:
    """Return an act for a list of kinds: as of somebody, about somebody."""
    sentence, _ = ACTS.get(act, SOMETHING)
    some = language(N_("somebody"))
    said = language(sentence, act=act, by=some, about=some, words=UNNAMED)
    return said[:1].upper() + said[1:]
