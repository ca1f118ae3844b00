"""Pinyin as it is printed: the tone as a mark on its vowel."""

import unicodedata

MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}  # macron, acute, caron, grave
VOWELS = "aeiouü"


def marked(reading: str) -> str:
    """ "hang2" -> "háng", "lu:4" -> "lǜ", "le5" -> "le".

    The mark stands on a or e, else on the o of ou, else on the last vowel.
    """
    letters, tone = reading[:-1].replace("u:", "ü"), reading[-1]
    vowels = [place for place, letter in enumerate(letters) if letter in VOWELS]
    if not vowels:  # as "m2" and "ng2"
        return letters + MARKS[tone]
    first = [place for place in vowels if letters[place] in "ae"] or [letters.find("ou")]
    place = first[0] if first[0] >= 0 else vowels[-1]
    return unicodedata.normalize("NFC", letters[: place + 1] + MARKS[tone] + letters[place + 1 :])
