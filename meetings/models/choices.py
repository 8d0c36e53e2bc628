"""The words people read for the closed vocabularies of `meetings.domain.kinds`."""

from meetings.domain.kinds import (
    Answer,
    Audience,
    Face,
    Ground,
    HandedBy,
    ItemKind,
    MeetingKind,
    MovedTo,
    Paper,
    PollKind,
    Presence,
    PupilPlace,
    ReadSaid,
    RemindedOf,
    Reply,
    ReplyState,
    RereadSaid,
    Role,
    Said,
    Source,
    VoiceWay,
)

MEETING_KINDS = [
    (MeetingKind.ESS.value, "équipe de suivi de la scolarisation (ESS)"),
    (MeetingKind.EQUIPE_EDUCATIVE.value, "équipe éducative"),
    (MeetingKind.COMMISSION_EDUCATIVE.value, "commission éducative"),
    (MeetingKind.CONCERTATION_AESH.value, "concertation AESH–enseignant"),
    (MeetingKind.OTHER.value, "autre réunion"),
]
ROLES = [
    (Role.PUPIL.value, "élève"),
    (Role.GUARDIAN.value, "famille"),
    (Role.COMPANION.value, "personne qui accompagne la famille"),
    (Role.INTERPRETER.value, "interprète"),
    (Role.PROFESSIONAL.value, "professionnel"),
]
PRESENCES = [
    (Presence.IN_PERSON.value, "sur place"),
    (Presence.PHONE.value, "par téléphone"),
    (Presence.VIDEO.value, "en visio"),
    (Presence.WRITTEN.value, "par écrit seulement"),
]
PUPIL_PLACES = [
    (PupilPlace.UNKNOWN.value, "pas encore décidée avec l’élève et sa famille"),
    (PupilPlace.WHOLE.value, "toute la réunion"),
    (PupilPlace.PART.value, "une partie de la réunion"),
    (PupilPlace.WORDS.value, "pas présent, mais sa parole est recueillie avant"),
    (PupilPlace.NOT_THERE.value, "ne souhaite pas participer"),
]
GROUNDS = [
    (Ground.SCHOOL.value, "l’école ou l’établissement de l’élève"),
    (Ground.PARTNER.value, "un service partenaire (SESSAD, CMPP, MDPH…)"),
    (Ground.NEUTRAL.value, "un lieu neutre (centre social, mairie, médiathèque…)"),
    (Ground.FAMILY.value, "un lieu choisi par la famille"),
]
ITEM_KINDS = [
    (ItemKind.INFORM.value, "informer"),
    (ItemKind.UNDERSTAND.value, "comprendre"),
    (ItemKind.DECIDE.value, "décider"),
]
MOVES = [
    (MovedTo.WRITING.value, "par écrit, avant la réunion"),
    (MovedTo.LATER.value, "à une autre réunion, plus tard"),
    (MovedTo.SMALLER.value, "en plus petit groupe"),
    (MovedTo.ELSEWHERE.value, "là où cela se décide"),
]
SOURCES = [
    (Source.TYPED.value, "noté par qui prépare la réunion"),
    (Source.PHONE.value, "dit au téléphone"),
    (Source.LINK.value, "répondu par son lien"),
    (Source.PAPER.value, "répondu sur papier"),
    (Source.POLL.value, "repris d’un sondage"),
    (Source.REPLY.value, "répondu à l’invitation"),
    (Source.ROOM.value, "dit pendant une réunion"),
]
ANSWERS = [
    (Answer.YES.value, "oui"),
    (Answer.IF_NEEDED.value, "oui, si besoin"),
    (Answer.REMOTE.value, "par téléphone ou en visio"),
    (Answer.WRITTEN.value, "non, mais par écrit"),
    (Answer.NO.value, "non"),
]
VOICE_WAYS = [
    (VoiceWay.PHONE.value, "par téléphone, pendant la réunion"),
    (VoiceWay.WRITING.value, "par écrit, avant la réunion"),
    (
        VoiceWay.SPOKESPERSON.value,
        "par quelqu’un que cette personne choisit pour parler en son nom",
    ),
]
POLL_KINDS = [
    (PollKind.FRAMADATE.value, "Framadate"),
    (PollKind.RALLLY.value, "Rallly"),
    (PollKind.NEXTCLOUD.value, "Nextcloud Polls"),
    (PollKind.BITPOLL.value, "Bitpoll"),
    (PollKind.NEWDLE.value, "newdle"),
    (PollKind.OTHER.value, "autre"),
]
REPLIES = [
    (Reply.ACCEPTED.value, "viendra"),
    (Reply.TENTATIVE.value, "viendra peut-être"),
    (Reply.DECLINED.value, "ne viendra pas"),
    (Reply.DELEGATED.value, "envoie quelqu’un d’autre"),
]
REPLY_STATES = [
    (ReplyState.APPLIED.value, "notée"),
    (ReplyState.ASIDE.value, "à regarder"),
    (ReplyState.HANDLED.value, "regardée"),
]
AUDIENCES = [
    (Audience.ALL.value, "tous ceux qui sont invités"),
    (Audience.COORDINATOR.value, "seulement la personne qui prépare la réunion"),
]
FACES = [
    (Face.WELL.value, "ça va bien"),
    (Face.SO_SO.value, "ça va à moitié"),
    (Face.NOT_WELL.value, "ça ne va pas"),
]
HANDED_BY = [
    (HandedBy.MAIL.value, "par courriel"),
    (HandedBy.LETTER.value, "par courrier postal"),
    (HandedBy.HAND.value, "en main propre"),
    (HandedBy.LINK.value, "par un lien donné autrement"),
]
READ_SAID = [
    (ReadSaid.READ.value, "j’ai lu"),
    (ReadSaid.UNCLEAR.value, "je n’ai pas compris"),
]
REPORTS = [
    (Said.TO_DO.value, "à faire"),
    (Said.DONE.value, "fait"),
    (Said.NOT_YET.value, "pas encore"),
    (Said.HELP.value, "besoin d’aide"),
    (Said.CHANGED.value, "changé"),
    (Said.GIVEN_UP.value, "abandonné"),
]
REMINDED_OF = [
    (RemindedOf.FIFTEEN_DAYS.value, "quinze jours après la réunion"),
    (RemindedOf.BEFORE.value, "avant la date"),
]
REREAD_SAID = [
    (RereadSaid.READ.value, "j’ai relu"),
    (RereadSaid.ADD.value, "j’ajoute"),
    (RereadSaid.CORRECT.value, "je corrige"),
    (RereadSaid.DISAGREE.value, "je ne suis pas d’accord"),
]
PAPERS = [
    (Paper.WHOLE.value, "la fiche complète"),
    (Paper.FAMILY.value, "la fiche pour la famille"),
    (Paper.LARGE.value, "la fiche en grands caractères"),
    (Paper.EXCERPT.value, "un extrait"),
    (Paper.HALF.value, "l’accord sur une demi-page"),
]
