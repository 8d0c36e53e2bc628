"""By when the ESS of the year is due."""

from datetime import date

from meetings.domain.yearly import yearly_ess

TODAY = date(2026, 11, 23)


def said(last, coming=None, today=TODAY):
    return " ".join(yearly_ess(last, coming, today).sentences).replace("\u00a0", " ")


def test_the_next_is_due_a_year_later_by_the_end_of_the_month():
    assert said(date(2026, 1, 21)) == (
        "La dernière ESS notée ici : mercredi 21 janvier 2026. "
        "La suivante est à tenir avant la fin de janvier 2027."
    )
    assert "d’avril 2027" in said(date(2026, 4, 2))


def test_in_the_month_itself_it_is_still_due_and_after_it_was():
    last = date(2025, 11, 2)
    assert "est à tenir" in said(last, today=date(2026, 11, 30))
    assert not yearly_ess(last, None, date(2026, 11, 30)).is_overdue
    assert "était à tenir avant la fin de novembre 2026" in said(last, today=date(2026, 12, 1))
    assert yearly_ess(last, None, date(2026, 12, 1)).is_overdue


def test_a_planned_one_is_said_and_nothing_is_late():
    late = yearly_ess(date(2025, 1, 21), date(2026, 12, 3), TODAY)
    assert late.sentences[-1] == "La prochaine est prévue le jeudi 3\u00a0décembre 2026."
    assert not late.is_overdue


def test_without_any_ess_noted_no_month_is_made_up():
    assert said(None) == "Aucune ESS passée n’est notée ici."
    assert not yearly_ess(None, None, TODAY).is_overdue
    assert "prévue le jeudi 3" in said(None, date(2026, 12, 3))


def test_the_article_is_cited():
    assert yearly_ess(None, None, TODAY).source == "article\u00a0D351-10 du code de l’éducation"
