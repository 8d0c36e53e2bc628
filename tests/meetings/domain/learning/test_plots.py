import pytest
from hypothesis import given, strategies as st

from meetings.domain.learning.plots import WIDTH, plot
from meetings.domain.learning.practice import QUESTIONS, TOO_FEW, Figure

SCALES = [question.scale for question in QUESTIONS]


@given(st.sampled_from(SCALES), st.data())
def test_a_bar_stays_in_the_drawing_and_ends_where_its_band_does(scale, data):
    bands = data.draw(st.lists(st.sampled_from((*scale.bands, None)), min_size=1, max_size=6))
    figures = [Figure(f"Mesure {n}", 5 if band else 0, band) for n, band in enumerate(bands)]
    drawn = plot("Titre", scale, figures)
    for bar, band in zip(drawn.bars, bands, strict=True):
        assert bar.is_known == (band is not None)
        assert 0 <= bar.band_x <= bar.band_x + bar.band <= WIDTH + 0.01
        assert bar.text_y < bar.y < bar.y + drawn.bar < drawn.words_y
        if band:
            assert bar.band_x + bar.band == pytest.approx(band.high * WIDTH / scale.end, abs=0.02)


def test_the_drawing_says_in_words_all_it_shows():
    question = QUESTIONS[0]
    figures = [Figure("Ailleurs", 5, question.scale.bands[1]), Figure("Autre", 0, None)]
    said = plot(question.title, question.scale, figures).description.replace("\u202f", " ")
    assert said.replace("\u00a0", " ") == (
        f"Ailleurs : de 3 à 5 sur 10 ; Autre : {TOO_FEW}. Sur 10 réunions."
    )
