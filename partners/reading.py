"""The pages of somebody who only reads: every word of them, no field that takes any, no way into a
page made of nothing but acts.

On the page as it leaves and not in each template, so that no form of tomorrow is forgotten.
"""

import re
from functools import lru_cache

from django.urls import Resolver404, resolve

_POST_FORM = re.compile(rb'(<form\b[^>]*\bmethod="post"[^>]*>)(.*?)(</form>)', re.DOTALL)
_LINK = re.compile(rb'<a\b[^>]*?\bhref="(/[^"?#]*)[^"]*"[^>]*>.*?</a>(?:\s*\xc2\xb7)?', re.DOTALL)
# To the part of a page where somebody is added, all of it forms.
_TO_ADD = re.compile(rb'<a\b[^>]*?\bhref="[^"]*#add-person"[^>]*>.*?</a>', re.DOTALL)
# What belongs to a form from outside of it.
_POST_NAME = re.compile(rb'<form\b(?=[^>]*\bmethod="post")[^>]*\bid="([^"]+)"')
_APART = re.compile(
    rb'<button\b[^>]*\sform="([^"]+)"[^>]*>.*?</button>|<(?:input|select|textarea)\b[^>]*\sform="([^"]+)"',
    re.DOTALL,
)

# What held such links and nothing else: a list, a line of it, a row of buttons.
_EMPTY = re.compile(
    rb'<(p|li|ul)(?: class="[^"]*")?>(?:\s|\xc2\xb7)*</\1>|<div class="actions[^"]*">\s*</div>'
)

# Pages where there is nothing to read that is not on the page one comes from.
_NAMES = """
    meetings:agenda_item meetings:agenda_move_out meetings:agenda_remove meetings:brief_revoke
    meetings:briefs_send_all meetings:calendar_drop meetings:cancel meetings:date_change
    meetings:guest_change meetings:guest_new meetings:guest_new_companion
    meetings:guest_new_relative meetings:guest_remove meetings:information_add
    meetings:information_change meetings:information_file_remove meetings:information_remove
    meetings:invitation_withdraw meetings:invite meetings:letters meetings:letters_week
    meetings:new meetings:observation_new meetings:place_add meetings:place_change
    meetings:place_remove meetings:poll_import meetings:poll_preview meetings:rename
    meetings:slot_change meetings:slot_give_up meetings:slot_remove meetings:viewpoint_typed
    partners:follower_add partners:following_add partners:following_end partners:imports
    partners:institution_add partners:institution_change partners:institution_kind_add
    partners:institution_kind_change partners:institution_kind_remove partners:merge
    partners:merge_search
    partners:metier_add partners:metier_adopt partners:metier_change partners:metier_remove
    partners:move_class partners:professional_add partners:professional_archive
    partners:professional_change partners:pupil_add partners:pupil_change partners:relative_add
    partners:room_add partners:schooling_add partners:week_institution
    partners:week_professional partners:week_relative partners:word_add partners:word_change
    partners:word_remove
"""
MADE_OF_ACTS = frozenset(_NAMES.split())


def without_acts(page: bytes) -> bytes:
    """The page with its writing forms shut, as the browser knows how to, and without the links to
    pages made of acts."""
    shut = _POST_FORM.sub(rb'\1<fieldset class="only-read" disabled>\2</fieldset>\3', page)
    shut = _shut_apart(shut)
    fewer = _LINK.sub(lambda link: b"" if _leads_to_acts(link[1]) else link[0], shut)
    fewer = _TO_ADD.sub(b"", fewer)
    if len(fewer) == len(shut):
        return shut
    return _EMPTY.sub(b"", _EMPTY.sub(b"", fewer))


def _shut_apart(page: bytes) -> bytes:
    """Without the buttons that a form has outside of it, and with its fields there shut."""
    names = set(_POST_NAME.findall(page))

    def shut(found: re.Match[bytes]) -> bytes:
        if found[1] in names:
            return b""
        return found[0] + b" disabled" if found[2] in names else found[0]

    return _APART.sub(shut, page)


@lru_cache(maxsize=4096)
def _leads_to_acts(path: bytes) -> bool:
    try:
        return resolve(path.decode()).view_name in MADE_OF_ACTS
    except (Resolver404, UnicodeDecodeError):
        return False
