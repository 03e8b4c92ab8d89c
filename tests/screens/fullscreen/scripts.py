"""What people write, in many scripts: words that are wide, joined, read from the right, or without an end."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from bbs.safe_text import safe_line, safe_text

ARABIC: Final = "السلام عليكم، كيف كانت ليلتك؟"
HEBREW: Final = "שלום, איך עבר הלילה?"
HINDI: Final = "नमस्ते, आज रात कैसी थी? क्षमा कीजिए"
PERSIAN: Final = "می‌خواهم بخوابم، نمی‌توانم"
CHINESE: Final = "今天晚上我又睡不着了,你們呢?"
KOREAN: Final = "오늘 밤에도 잠이 오지 않아요"
EMOJI: Final = "👨‍👩‍👧 and 👩🏽‍🚀 and ❤️‍🔥 and 🏳️‍🌈 and 1️⃣ and 🪿"
FLAGS: Final = "🇫🇷🇮🇪🇯🇵 🇬🇧"
MARKS: Final = "a\u0301\u0302\u0303\u0304 n\u0303o\u0308 Zá̂lgo ခြေကြွ မပျော်ဘူး"
SCRIPTS: Final = {
    "Arabic": ARABIC,
    "Hebrew": HEBREW,
    "Hindi": HINDI,
    "Persian": PERSIAN,
    "Chinese": CHINESE,
    "Korean": KOREAN,
    "emoji": EMOJI,
    "flags": FLAGS,
    "marks": MARKS,
}

_PLAIN = ["a", "night", "well-being", "4:30", "I", "couldn't", "sleep;", "--", "newer", "no-" * 20, "é", "Straße"]
_FOREIGN = [word for text in SCRIPTS.values() for word in text.split()]
_LONG = [CHINESE * 4, "👨‍👩‍👧" * 15, "ا" * 50, "क्ष" * 25, "🇫🇷" * 15, "a\u0301\u0302\u0303\u0304" * 30, "w" * 310]

words = st.sampled_from(_PLAIN) | st.sampled_from(_FOREIGN) | st.sampled_from(_PLAIN + _LONG)
lines = st.lists(words, min_size=1, max_size=8).map(" ".join).map(safe_line).filter(bool)
_lines_of_text = lines | st.just("") | lines.map("   {}".format)
texts = st.lists(_lines_of_text, min_size=1, max_size=4).map("\n".join).map(safe_text)
