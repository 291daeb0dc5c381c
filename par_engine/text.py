"""Vietnamese text: NFC, alphabetical order, folding for comparison, the nearest allowed word."""

from __future__ import annotations

import difflib
import shlex
import unicodedata
from collections.abc import Iterable

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def nfc(text: str) -> str:
    """Composed form; the only form in which text is compared, stored and shown."""
    return unicodedata.normalize("NFC", text)


def is_nfc(text: str) -> bool:
    """Whether the text is already composed."""
    return unicodedata.is_normalized("NFC", text)


def vietnamese_order(text: str) -> tuple[object, ...]:
    """Sort key: letters in the order of the Vietnamese alphabet first, tones second."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for char in nfc(text):
        parts = unicodedata.normalize("NFD", char)
        tone = next((part for part in parts if part in _TONES), "")
        base = nfc("".join(part for part in parts if part not in _TONES)).lower() or char
        letters.append((1, _ALPHABET[base]) if base in _ALPHABET else (0, ord(base[0])))
        tones.append(_TONES.find(tone) + 1 if tone else 0)
    return (letters, tones, text)


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that a misspelt one most likely meant, if any is near."""
    matches = difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """A Vietnamese sentence naming the nearest allowed word, or an empty text."""
    match = nearest(word, allowed)
    return f"có phải ý là “{match}”?" if match else ""


def listing(words: Iterable[str], most: int = 12) -> str:
    """`a, b, c` cut off with an ellipsis when there are too many to read."""
    all_words = list(words)
    shown = ", ".join(all_words[:most])
    return shown + (", …" if len(all_words) > most else "")


def fold(text: str) -> str:
    """Small letters without marks, one for each letter of the composed text: `Hoà` and `HÒA` are both `hoa`.

    For comparing and for finding places only; what people typed is never rewritten.
    """
    return "".join("d" if char in "đĐ" else (unicodedata.normalize("NFD", char)[0].lower() or char)[0] for char in text)


def shell_word(word: object) -> str:
    """A path or name as one word of a suggested command, in quotes where a shell would part it."""
    return shlex.quote(str(word))


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return "".join(char if char.isalnum() else " " for char in fold(nfc(text))).split()
