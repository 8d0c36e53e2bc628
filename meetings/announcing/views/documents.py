from django.http import Http404, HttpResponseBase

from intermetiers.web.uploads import save_as_file
from meetings.announcing.links import document_of
from meetings.models import Meeting


def give_document(meeting: Meeting, information: int) -> HttpResponseBase:
    """A PDF of a kept point of this meeting, as a file to save; Http404 for anything else."""
    found = document_of(meeting, information)
    if found is None:
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return save_as_file(content, found.file_name)
