"""Every coded error and warning of the pipeline, in one place: what was wrong, and what to do.

E1xx input, E2xx stage, E3xx validation, E4xx run and store; W… warnings that stay in the record.
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # input
    "E101": "the file is empty: nothing to extract; remove it or leave it, the run goes on",
    "E102": "no reader for this kind of file: give .txt .md .html .docx .pdf .json or .jsonl",
    "E103": "the file holds binary data, not text: check what it really is and give it its right suffix",
    "E104": "the encoding could not be told: save the file as UTF-8 or GB18030",
    "E105": "the PDF has no text layer (a scan): run it through OCR first",
    "E106": "the file is larger than the limit (max_bytes): split it, or raise the limit in shilu.toml",
    "E107": "the document is longer than the limit (max_chars): split it, or raise the limit in shilu.toml",
    "E108": "the file could not be read: check its permissions and that it still exists",
    "E109": "the file is damaged or not what its suffix says: open it in its own program and save it again",
    "E110": "the row is no document: each JSON row needs a non-empty string field 'text'",
    "E111": "the page holds no main text: check that it is an article and not a list of links",
    "E112": "the document is protected by a password: save it without one",
    # stage
    "E201": "the stage stopped on this document: rerun it alone with --only and --from to see why",
    "E202": "the artefact of an earlier stage is missing: run that stage first (--from)",
    "E203": "the artefact was edited by hand and no longer fits its model: the message says where",
    "E204": "the stage took longer than the limit (max_seconds) on this document: split the document",
    "E205": "the process died on this document (out of memory, or a crash in a library): run it alone with --only",
    # validation
    "E301": "a mention's text is not the slice of the source that its offsets name",
    "E302": "a reference names an item that is not in the record",
    "E303": "the record does not fit the schema",
    # run and store
    "E401": "another run is writing to this output folder: wait for it, or choose another folder with -o",
    "E402": "the input folder or file does not exist",
    "E403": "the setting is not valid",
    "E404": "the recogniser cannot be loaded",
    "E405": "the output folder cannot be written",
    "E406": "no document of that name in this output",
    "E407": "a worker process cannot start: the message before this one says why",
    "E408": "this folder holds no records: give an output folder of shilu run",
    "E409": "no document's id fits: ids are the paths below the input folder without the suffix, and * stands for anything",
    # warnings in the record
    "W101": "encoding guessed with low confidence",
    "W102": "no document date: dates without a year stay unresolved",
    "W103": "the text names another source than the page it stands on",
    "W201": "a date without ground: its year could not be told",
    "W202": "dates of the text contradict the document date",
    "W203": "the office's body could not be resolved from the context",
    "W204": "one person in two exclusive posts",
    "W210": "a name that fits two people of the document",
}


class ShiluError(Exception):
    """A coded error for people: code, what to do, and the particular case."""

    def __init__(self, code: str, detail: str = "", path: str | None = None) -> None:
        self.code, self.detail, self.path = code, detail, path
        where = f"{path}: " if path else ""
        super().__init__(f"{code} {where}{MESSAGES[code]}" + (f" ({detail})" if detail else ""))


class InputError(ShiluError):
    """E1xx: this input cannot become a document."""


class StageError(ShiluError):
    """E2xx: a stage could not finish a document."""


class ValidationFailed(ShiluError):
    """E3xx: a record or artefact does not hold what it claims."""


class RunError(ShiluError):
    """E4xx: the run itself cannot start or go on."""
