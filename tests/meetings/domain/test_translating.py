"""Every typed text of a value has its place, and nothing else takes a translation."""

from dataclasses import dataclass

from meetings.domain.plain import Plain
from meetings.domain.translating import fingerprint_of, translated, typed_texts


@dataclass(frozen=True)
class Part:
    title: Plain
    minutes: int


@dataclass(frozen=True)
class Whole:
    name: str
    why: Plain
    parts: tuple[Part, ...]
    nothing: Part | None = None


TYPED = Plain("Le problème", typed=True)
OURS = Plain("On décide.")
WHOLE = Whole(
    "Yanis", TYPED, (Part(Plain("Un point", typed=True), 5), Part(OURS, 2), Part(TYPED, 1))
)


def test_each_typed_text_once_in_the_order_one_reads():
    assert typed_texts(WHOLE) == ("Le problème", "Un point")


def test_each_typed_text_takes_its_translation_wherever_it_stands():
    told = translated(WHOLE, {fingerprint_of("Le problème"): "Sorun"})
    assert told.why.translation == told.parts[2].title.translation == "Sorun"
    assert told.parts[0].title.translation == ""
    assert (told.name, told.parts[0].minutes, told.nothing) == ("Yanis", 5, None)


def test_a_text_of_ours_takes_none():
    told = translated(WHOLE, {fingerprint_of("On décide."): "Karar verilir."})
    assert told == WHOLE


def test_one_letter_changed_and_the_translation_is_of_another_text():
    assert translated(WHOLE, {fingerprint_of("Le probleme"): "Sorun"}) == WHOLE


def test_without_translation_it_is_the_very_same_value():
    assert translated(WHOLE, {}) is WHOLE


def test_an_empty_text_has_nothing_to_translate():
    assert typed_texts((Plain("", typed=True),)) == ()
