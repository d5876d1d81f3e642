"""Whether a word can be Vietnamese: onset and rhyme of one syllable (the usual tables of both).

Only words that bear a Vietnamese mark are judged, so that foreign words and abbreviations pass.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RHYMES = (
    "a|ai|ao|au|ay|am|an|ang|anh|ap|at|ac|ach|ăm|ăn|ăng|ăp|ăt|ăc|âu|ây|âm|ân|âng|âp|ât|âc"
    "|e|eo|em|en|eng|ep|et|ec|ê|êu|êm|ên|ênh|êp|êt|êch|i|y|iu|im|in|inh|ip|it|ich|ynh|yt|ych"
    "|ia|ya|iêu|yêu|iêm|yêm|iên|yên|iêng|yêng|iêp|iêt|yêt|iêc"
    "|o|oi|om|on|ong|op|ot|oc|oong|ô|ôi|ôm|ôn|ông|ôp|ôt|ôc|ơ|ơi|ơm|ơn|ơp|ơt"
    "|u|ui|um|un|ung|up|ut|uc|ư|ưi|ưu|ưm|ưng|ưt|ưc|ua|uôi|uôm|uôn|uông|uôt|uôc"
    "|ưa|ươi|ươu|ươm|ươn|ương|ươp|ươt|ươc"
    "|oa|oai|oao|oay|oam|oan|oang|oanh|oap|oat|oac|oach|oăm|oăn|oăng|oăt|oăc|oe|oeo|oen|oet"
    "|uê|uêch|uênh|uên|uy|uya|uyên|uyêt|uyn|uynh|uyt|uych|uyu|uyp|uơ|uân|uâng|uât|uây|uô"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RHYMES})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WORD = re.compile(r"[^\W\d_]+")
_PIECES = frozenset(("ng", "nh"))  # ends of syllables that lost their start


@lru_cache(maxsize=16384)  # the words of a paper come again and again
def is_syllable(word: str) -> bool:
    """Whether a word in small letters has an onset and a rhyme that Vietnamese has."""
    bare = unicodedata.normalize("NFD", word).translate(_TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


@lru_cache(maxsize=16384)
def _is_broken(word: str) -> bool:
    """Whether a word has a Vietnamese mark and yet is no syllable; abbreviations in capitals pass."""
    if not word.isalpha() or not (word.islower() or word[1:].islower()):
        return False
    low = word.lower()
    marked = "đ" in low or not unicodedata.is_normalized("NFD", low)
    return low in _PIECES or (marked and not is_syllable(low))


def broken_words(text: str) -> tuple[str, ...]:
    """The words of a composed text that are no syllables, each once."""
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _is_broken(word)))
