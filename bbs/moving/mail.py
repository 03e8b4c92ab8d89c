"""Mail: every board as an mbox that any mail program opens, and threads out of the mbox of a mailing list.

No address is kept of anybody: a writer is known by the name that stands before it, or by what is before the "@".
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import format_datetime, formataddr, parseaddr, parsedate_to_datetime
from pathlib import Path
from time import gmtime
from typing import Final

from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.moving.html_text import text_of

NOBODY: Final = "[left]"
HOUSE: Final = "the house"
REMOVED: Final = "[removed]"
INVALID: Final = "warmline.invalid"
"""A domain that never leads anywhere (RFC 2606)."""
_ANSWERS: Final = re.compile(r"^\s*((re|aw|sv|antw|fwd?|wg|rv|ref)\s*(\[\d+\])?\s*:|\[[^\]]{1,40}\])\s*", re.IGNORECASE)


def write(folder: Path, moved: Moved) -> None:
    """Write an mbox for each place into a folder."""
    boxes = {place.slug: mailbox.mbox(str(folder / f"{place.slug}.mbox")) for place in moved.places}
    threads = {thread.id: thread for thread in moved.threads}
    firsts: dict[str, str] = {}
    try:
        for post in moved.posts:
            thread = threads[post.thread]
            firsts.setdefault(thread.id, post.id)
            boxes[thread.place].add(_letter(post, thread, firsts[thread.id]))
    finally:
        for box in boxes.values():
            box.close()


def _letter(post: MovedPost, thread: MovedThread, first: str) -> mailbox.mboxMessage:
    said = mailbox.mboxMessage()
    name = post.author or post.nameless or (HOUSE if post.by_house else NOBODY)
    said["From"] = formataddr((name, f"{re.sub('[^a-z0-9_-]', '-', name.lower()).strip('-')}@{INVALID}"))
    said["Date"] = format_datetime(datetime.fromtimestamp(post.posted_at, UTC))
    said["Subject"] = _header(thread.title if post.id == first else f"Re: {thread.title}")
    said["Message-ID"] = f"<post-{post.id}@{INVALID}>"
    if post.id != first:
        said["In-Reply-To"] = f"<post-{post.reply_to or first}@{INVALID}>"
        before = dict.fromkeys(filter(None, (first, post.reply_to)))
        said["References"] = " ".join(f"<post-{each}@{INVALID}>" for each in before)
    if note := post.note or thread.note:
        said["X-Content-Note"] = _header(note)
    said["MIME-Version"] = "1.0"
    said.set_payload(f"{REMOVED if post.removed else post.text}\n", "utf-8")  # in base64: "From " stays as it is
    said.set_from("warmline", gmtime(post.posted_at))
    return said


def _header(words: str) -> str:
    return words if words.isascii() else Header(words, "utf-8").encode()


def read(path: Path, board: str = "") -> Moved:
    """Return what an mbox holds as one board, called as the file unless `board` says otherwise."""
    title = (board or path.stem).replace("-", " ").replace("_", " ").strip()
    place = MovedPlace(board or path.stem, title[:1].upper() + title[1:], nameless=False)
    letters = sorted(_letters(path), key=lambda letter: letter.at)
    threads: dict[str, MovedThread] = {}
    of_letter: dict[str, str] = {}
    of_subject: dict[str, str] = {}
    posts: list[MovedPost] = []
    people: dict[str, MovedPerson] = {}
    for letter in letters:
        known = [of_letter[each] for each in letter.answers if each in of_letter]
        thread = known[-1] if known else of_subject.get(letter.subject.casefold(), "") if letter.is_answer else ""
        if not thread:
            thread = str(len(threads) + 1)
            threads[thread] = MovedThread(
                thread, place.slug, letter.subject, letter.at, letter.author, note=letter.note
            )
        of_letter[letter.id] = thread
        of_subject[letter.subject.casefold()] = thread
        people.setdefault(letter.author, MovedPerson(letter.author, letter.at))
        answered = next((each for each in reversed(letter.answers) if of_letter.get(each) == thread), "")
        post = MovedPost(letter.id, thread, letter.at, letter.text, letter.author, note=letter.note, reply_to=answered)
        posts.append(post)
    return Moved((place,), tuple(people.values()), tuple(threads.values()), posts)


class _Letter:
    """A message of a list: who wrote it, when, what it answers, its words."""

    def __init__(self, message: Message, number: int) -> None:
        self.id = str(message.get("Message-ID", "")).strip() or f"<{number}>"
        answered = f"{message.get('References', '')} {message.get('In-Reply-To', '')}"
        self.answers = [each for each in dict.fromkeys(re.findall(r"<[^<>\s]+>", answered)) if each != self.id]
        name, address = parseaddr(_decoded(message, "From"))
        self.author = " ".join(name.split()) or address.partition("@")[0] or "writer"
        subject = _decoded(message, "Subject")
        bare = subject
        while bare != (bare := _ANSWERS.sub("", bare)):
            pass
        self.subject = " ".join(bare.split()) or "(no subject)"
        self.is_answer = bool(self.answers) or bare.strip() != subject.strip()
        self.note = _decoded(message, "X-Content-Note")
        self.at = _moment(message)
        self.text = _words(message)


def _letters(path: Path) -> Iterator[_Letter]:
    box = mailbox.mbox(str(path), create=False)
    try:
        for number, message in enumerate(box, 1):
            yield _Letter(message, number)
    finally:
        box.close()


def _decoded(message: Message, name: str) -> str:
    value = message.get(name, "")
    with suppress(UnicodeError, LookupError, ValueError):
        return str(make_header(decode_header(str(value))))
    return str(value)


def _moment(message: Message) -> int:
    """Return when a message was written, 0 where it does not say: it comes before all others then."""
    with suppress(ValueError, TypeError, OverflowError):
        return max(0, int(parsedate_to_datetime(str(message.get("Date", ""))).timestamp()))
    return 0


def _words(message: Message) -> str:
    """Return the words of a message: its plain text, else those of its page. What is attached does not come."""
    kinds: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and kind not in kinds:
                kinds[kind] = _text(payload, part.get_content_charset() or "utf-8")
    return kinds["text/plain"].rstrip("\n") if "text/plain" in kinds else text_of(kinds.get("text/html", ""))


def _text(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
