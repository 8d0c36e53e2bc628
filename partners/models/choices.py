"""The words people read for the closed vocabularies of `partners.domain`."""

from partners.domain.places import Layout, YesNo

LAYOUTS = [
    (Layout.ROUND.value, "en rond"),
    (Layout.U.value, "en U"),
    (Layout.FACE_TO_FACE.value, "face à face"),
    (Layout.HEAD.value, "avec un bout de table"),
]
YES_NO = [
    (YesNo.UNKNOWN.value, "on ne sait pas encore"),
    (YesNo.YES.value, "oui"),
    (YesNo.NO.value, "non"),
]
WEEKDAYS = [
    ("1", "lundi"),
    ("2", "mardi"),
    ("3", "mercredi"),
    ("4", "jeudi"),
    ("5", "vendredi"),
    ("6", "samedi"),
]
