"""What is promised here, each with the test that stands behind it: a promise that nobody tests is a hope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.language import N_
from store.backups import LONGEST_DAYS

LONGEST_COPY_DAYS: Final = LONGEST_DAYS
"""How long a copy is kept."""


@dataclass(frozen=True)
class Promise:
    """A promise in words, and where its test is: a file and a name in it."""

    words: str
    test: str


PROMISES: Final = (
    Promise(
        N_("Crisis help opens without an account, and while everything else is broken."),
        "tests/scenarios/test_repair.py::"
        "test_a_visit_while_it_is_repaired_finds_help_and_the_tools_and_says_why_nothing_else",
    ),
    Promise(
        N_("No log holds what you type, your handle, or where you are."),
        "tests/scenarios/test_canary.py::test_what_is_typed_in_the_full_screen_is_in_no_record",
    ),
    Promise(
        N_("What you keep for yourself is in no file, log or copy in clear."),
        "tests/store/test_lingering.py::test_private_words_are_in_no_file_log_or_copy",
    ),
    Promise(
        N_("Of your SSH keys only a mark is kept that nobody can read."),
        "tests/store/test_lingering.py::test_private_words_are_in_no_file_log_or_copy",
    ),
    Promise(
        N_("What you write for yourself is kept only after your yes; take it back, and nothing new is."),
        "tests/bbs/community/test_consent.py::test_nothing_is_kept_or_changed_without_it",
    ),
    Promise(
        N_("What you sealed opens with your passphrase or codes alone; a reset by the staff cannot open it."),
        "tests/screens/pages/test_own_key.py::test_whom_the_staff_let_in_again_cannot_open_it",
    ),
    Promise(
        N_("What you begin to write of what you seal is sealed as well."),
        "tests/bbs/community/test_draft_seals.py::test_what_is_begun_is_sealed_as_what_it_becomes",
    ),
    Promise(
        N_("You are told of everything that is held about you."),
        "tests/bbs/community/test_held.py::test_every_column_that_names_a_member_is_told_of_or_left_out_for_a_reason",
    ),
    Promise(
        N_("You can have all that you wrote as a file, with nobody else's words in it."),
        "tests/bbs/community/test_held.py::test_all_that_a_member_typed_is_in_both_files_and_nobody_elses_words_are",
    ),
    Promise(
        N_("When you leave, you are out of sight at once."),
        "tests/bbs/community/test_leaving.py::test_what_they_wrote_and_who_they_were_is_out_of_sight_at_once",
    ),
    Promise(
        N_("When you left, no file holds a word of yours after seven days, nor does a copy that is put back."),
        "tests/bbs/community/test_leaving.py::test_no_file_holds_a_word_of_theirs_nor_does_a_copy_that_is_put_back",
    ),
    Promise(
        N_("Nobody ever gets the handle of somebody who left."),
        "tests/bbs/community/test_leaving.py::"
        "test_after_the_days_are_over_nothing_of_them_is_left_and_nobody_gets_their_handle",
    ),
    Promise(
        N_("Nobody outside a members-only group reads a word of it on any page, whatever they do for this place."),
        "tests/screens/pages/test_nobody_outside.py::test_no_page_says_a_word_of_a_members_only_group",
    ),
    Promise(
        N_("A moderator reads there only where a report leads, for a reason that the group is shown."),
        "tests/bbs/community/test_groups.py::test_a_look_needs_a_reason_is_seen_by_the_group_and_ends_after_a_day",
    ),
    Promise(
        N_("A post that was called posted survives a crash."),
        "tests/faults/test_store_killed.py::test_killed_fifty_times_while_posting_the_store_lost_no_acknowledged_post",
    ),
    Promise(
        N_("How well crisis language is noticed is counted, and said below as it is."),
        "tests/bbs/community/noticing/test_labelled.py::test_the_figures_that_are_promised_are_those_of_the_report",
    ),
    Promise(
        N_("No copy is kept for longer than said here."),
        "tests/store/test_backups.py::test_over_a_long_time_there_are_seven_days_and_four_weeks",
    ),
    Promise(
        N_("This program connects to nothing outside; its tests run with that way shut."),
        "tests/test_outbound.py::test_nothing_outside_this_machine_can_be_reached_from_a_test",
    ),
    Promise(
        N_("No list of words hides what you write: a listed word asks a person for a look, or gives you a hint."),
        "tests/bbs/community/test_word_list.py::test_a_word_brings_a_post_to_the_desk_and_leaves_it_as_it_is",
    ),
)
"""Everything that is promised on the page, in its order."""
