"""The closed lists of values that layers and record share: types of bodies and events, roles, levels, statuses."""

from __future__ import annotations

from typing import Literal

ZoneKind = Literal["chrome", "header", "caption", "contact", "copyright", "share", "credit", "table"]
RemovalReason = Literal["layout-cut", "repeat", "indent", "blank", "control"]
Basis = Literal["stated", "file-name", "option", "inferred"]
AuthorRole = Literal["author", "reporter", "photographer", "editor", "source"]
PersonKind = Literal["contemporary", "historical"]
PersonForm = Literal["full", "given", "surname-title", "surname", "short"]
OrgType = Literal[
    "party",
    "government",
    "congress",
    "cppcc",
    "court",
    "procuratorate",
    "discipline",
    "military",
    "people",
    "democratic-party",
    "school",
    "company",
    "media",
    "institution",
    "international",
    "foreign",
    "country",
    "other",
]
PlaceLevel = Literal["country", "province", "prefecture", "county", "township", "village", "region", "city", "other"]
Derivation = Literal["explicit", "inherited", "distributed", "elliptic", "author-note"]
OfficeStatus = Literal["current", "former", "appointed", "removed", "elected", "acting", "designate"]
DateKind = Literal["date", "time", "period", "duration", "set"]
DateBasis = Literal["explicit", "document", "context", "calendar", "unresolved"]
EventType = Literal[
    "meeting",
    "congress",
    "study",
    "speech",
    "inspection",
    "visit",
    "reception",
    "ceremony",
    "signing",
    "personnel",
    "election",
    "publication",
    "establishment",
    "award",
    "military",
    "disaster",
    "history",
    "other",
]
ParticipantRole = Literal[
    "host",
    "speaker",
    "presenter",
    "attendee",
    "companion",
    "visitor",
    "appointee",
    "signatory",
    "author",
    "commentator",
    "other",
]
PhraseCategory = Literal["numeric", "doctrine", "strategy", "plan", "campaign", "slogan", "requirement"]
Speech = Literal["verbatim", "reported", "written"]
PhraseReason = Literal[
    "rhetoric",
    "idiom",
    "classical",
    "saying",
    "name",
    "brand",
    "theme",
    "event",
    "period",
    "title",
    "body",
    "field",
    "context",
]
