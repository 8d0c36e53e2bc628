"""Components any page uses: what they say, and what they refuse."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template


def draw(source, **context):
    return Template(source).render(Context(context))


def test_a_pill_says_its_state_in_words():
    assert ">à regarder<" in draw('{% pill "look" "à regarder" %}')


def test_a_pill_refuses_a_kind_without_a_colour():
    with pytest.raises(ValueError, match="'purple'"):
        draw('{% pill "purple" "mauve" %}')


def test_a_progress_bar_is_read_aloud_as_a_sentence():
    html = draw("{% progress kinds label %}", kinds=["ready", "todo"], label="une étape sur deux")
    assert 'aria-label="une étape sur deux"' in html
    assert html.count('class="progress__part') == 2


class SlotForm(forms.Form):
    place = forms.CharField(label="Lieu", help_text="Là où l’on se voit")
    kind = forms.ChoiceField(label="Genre", choices=[("a", "A")], widget=forms.RadioSelect)
    note = forms.CharField(label="Remarque", required=False)
    agreed = forms.BooleanField(label="La famille est d’accord", required=False)

    def clean(self):
        raise forms.ValidationError("La fin vient avant le début.")


def test_the_error_summary_leads_to_each_field():
    form = SlotForm({})
    html = draw("{% error_summary form %}{{ form }}", form=form)
    assert "3 réponses sont à revoir" in html
    assert 'href="#id_place"' in html
    assert 'href="#id_kind_field"' in html
    assert html.count('id="id_kind_field"') == 1
    assert "La fin vient avant le début." in html


def test_the_error_summary_draws_nothing_when_all_is_well():
    assert draw("{% error_summary form %}", form=SlotForm()).strip() == ""


def test_a_field_ties_its_help_and_its_error_to_the_control():
    html = SlotForm({})["place"].as_field_group()
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'id="id_place_helptext"' in html
    assert 'id="id_place_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_what_may_be_left_out_is_said_to_be_optional():
    form = SlotForm()
    assert "(facultatif)" in form["note"].as_field_group()
    assert "(facultatif)" not in form["place"].as_field_group()
    assert "(facultatif)" not in form["agreed"].as_field_group()


def test_a_group_of_choices_is_named_by_its_legend():
    html = SlotForm()["kind"].as_field_group()
    assert html.index("Genre", html.index("<legend>")) < html.index('class="choice"')


def test_a_text_typed_by_someone_is_escaped():
    html = SlotForm({"place": "<b>", "kind": "<script>"})["kind"].as_field_group()
    assert "<script>" not in html


def test_the_pager_keeps_the_filter_of_the_list(rf):
    page = Paginator(range(30), 10).page(2)
    html = draw("{% pagination page %}", page=page, request=rf.get("/", {"q": "Inès", "page": 2}))
    assert 'href="?q=In%C3%A8s&amp;page=1" rel="prev"' in html
    assert 'href="?q=In%C3%A8s&amp;page=3" rel="next"' in html
    assert "page 2 sur 3" in html


def test_one_page_needs_no_pager(rf):
    page = Paginator(range(3), 10).page(1)
    assert draw("{% pagination page %}", page=page, request=rf.get("/")).strip() == ""
