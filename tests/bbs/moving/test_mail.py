"""Mail: boards as mboxes that say the same words, and the threads of a mailing list, without anybody's address."""

from __future__ import annotations

import mailbox
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.community.moving import Moved, MovedPlace, MovedPost, MovedThread
from bbs.moving import mail
from bbs.safe_text import safe_text

SLEEP = MovedPlace("sleep", "Sleep and nights")
AWAKE = MovedThread("1", "sleep", "Awake, again", 100, "sam", note="grief")
LIST = """\
From sam@example.org Thu May 28 20:26:40 2026
From: =?utf-8?q?Sam_S=C3=B8rensen?= <sam@example.org>
Date: Thu, 28 May 2026 22:26:40 +0200
Subject: [nights] Awake, again
Message-ID: <a@example.org>

Anybody?
>From here it is a long way.

From ash@example.org Thu May 28 20:30:00 2026
From: ash@example.org
Date: Thu, 28 May 2026 20:30:00 +0000
Subject: Re: [nights] Awake, again
Message-ID: <b@example.org>
In-Reply-To: <a@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/html

<p>I am &amp; here.</p><script>no()</script>
--x--

From lou@example.org Thu May 28 20:35:00 2026
From: "Lou" <lou@example.org>
Date: Thu, 28 May 2026 20:35:00 +0000
Subject: Aw: awake, again
Message-ID: <c@example.org>

Me too.

From kit@example.org Thu May 28 20:40:00 2026
From: Kit <kit@example.org>
Date: no day at all
Subject: Something else

Rain.
"""


def box(folder: Path, words: str, name: str = "night-owls.mbox") -> Path:
    (folder / name).write_text(words)
    return folder / name


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text("From >\n.", min_size=1))
def test_every_text_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str, awkward: str
) -> None:
    folder = tmp_path_factory.mktemp("mail")
    texts = [safe_text(each).strip("\n") for each in (text, awkward)]
    posts = [MovedPost(str(n), "1", n, each, "sam") for n, each in enumerate(texts, 1)]
    mail.write(folder, Moved((SLEEP,), (), (AWAKE,), posts))
    again = mail.read(folder / "sleep.mbox")
    found = [(post.text, post.author, post.posted_at) for post in again.posts]
    assert found == [(each, "sam", n) for n, each in enumerate(texts, 1)]
    assert [thread.title for thread in again.threads] == ["Awake, again"]


def test_names_notes_and_answers_go_along_and_what_was_removed_stays_away(tmp_path: Path) -> None:
    posts = [
        MovedPost("1", "1", 100, "Anybody?", "sam"),
        MovedPost("2", "1", 160, "Me.", nameless="coral", reply_to="1"),
        MovedPost("3", "1", 170, "We are.", by_house=True),
        MovedPost("4", "1", 180, "gone", removed=True),
    ]
    mail.write(tmp_path, Moved((SLEEP,), (), (AWAKE,), posts))
    with closing(mailbox.mbox(str(tmp_path / "sleep.mbox"))) as kept:
        letters = list(kept)
    assert [str(letter["From"]) for letter in letters] == [
        "sam <sam@warmline.invalid>",
        "coral <coral@warmline.invalid>",
        "the house <the-house@warmline.invalid>",
        '"[left]" <left@warmline.invalid>',
    ]
    assert [letter["Subject"] for letter in letters] == ["Awake, again", *["Re: Awake, again"] * 3]
    assert letters[1]["In-Reply-To"] == letters[0]["Message-ID"]
    assert letters[0]["X-Content-Note"] == "grief"
    assert b"gone" not in letters[3].get_payload(decode=True)


def test_a_list_becomes_threads_by_what_is_answered_and_by_subject(tmp_path: Path) -> None:
    moved = mail.read(box(tmp_path, LIST))
    assert moved.places == (MovedPlace("night-owls", "Night owls", nameless=False),)
    assert [thread.title for thread in moved.threads] == ["Something else", "Awake, again"]
    said = [(post.author, post.thread, post.text, post.reply_to) for post in moved.posts]
    assert said == [
        ("Kit", "1", "Rain.", ""),
        ("Sam Sørensen", "2", "Anybody?\n>From here it is a long way.", ""),
        ("ash", "2", "I am & here.", "<a@example.org>"),
        ("Lou", "2", "Me too.", ""),
    ]
    assert "@" not in repr([moved.people, moved.threads])
    assert mail.read(tmp_path / "night-owls.mbox", "sleep").places[0].slug == "sleep"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    path = tmp_path_factory.mktemp("mail") / "junk.mbox"
    path.write_bytes(b"From a@b Thu May 28 20:26:40 2026\n" + junk)
    assert len(list(mail.read(path).posts)) >= 1
