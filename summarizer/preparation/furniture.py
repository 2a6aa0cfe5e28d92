# ruff: noqa: E501  a table of patterns reads better with one pattern a line
"""Lines that belong to the page or the agency desk and not to the report, known by how they read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

CORRECTION: Final = "correction note"
LIST_HEADING: Final = "heading of a list of links"
LONGEST = 400
"""Characters: a longer line is prose, whatever words it holds."""

_AGENCY = r"(?:AP|AFP|EPA|PA|ANI|PTI|IANS|TASS|DPA|UPI|ANSA|Reuters|Xinhua|Bloomberg|Getty(?: Images)?|Shutterstock|Alamy|iStock)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_CORRECTION = _any(
    r"^\W*(?:correction|clarification|editor['’]?s? note)s?\s*(?:\([^)]{0,40}\)|,? [\w .]{0,30}\d{4})?\s*[:—–-]",
    r"^\W{0,2}corrects\b",
    r"\b(?:earlier|previous|prior|original) (?:version|edition|headline) of (?:this|the|our) (?:article|story|report|post|page)\b",
    r"^\W*an (?:earlier|original) version (?:said|stated|misstated|gave|incorrectly|wrongly|mistakenly)\b",
    r"\bthis (?:article|story|report|post|page) (?:has been|was|is being) (?:corrected|amended|clarified)\b",
    r"^\W*(?:Berichtigung|Korrektur|Anmerkung der Redaktion)\b.{0,40}:",
    r"\bin einer früheren (?:Version|Fassung) dieses\b",
)
_LIST = _any(
    r"^\W*(?:(?:the )?latest (?:posts?|news|stories|headlines|videos?)|editor['’]?s['’]? (?:picks?|choice)|most (?:read|popular|viewed|shared|commented)"
    r"|trending(?: now| stories| topics)?|popular (?:now|stories|posts)|top stories|(?:more )?related(?: (?:articles?|stories|posts|news|topics|links|content|coverage))?"
    r"|recommended(?: (?:for you|stories|reading))?|more (?:stories|news|top stories|headlines|(?:from|on|in|about) .{1,60})"
    r"|you (?:may|might) (?:also|like).{0,30}|read (?:next|more)|further reading|up next|don['’]t miss|in case you missed it"
    r"|(?:tags?|topics|categories|filed under|explore more)|mehr zum thema|meistgelesen|das könnte sie auch interessieren)\W*$",
)
_SENTENCE_END = re.compile(r"\w[.!?]$")
_PICTURE_WORD = r"(?:photo(?:graph)?|picture|image|illustration|graphic|video|foto|bild)s?"
_PICTURE = _any(
    rf"[(\[](?:(?:file )?(?:{_PICTURE_WORD}|pic|map|credit)\b.{{0,80}}|{_AGENCY}(?: photo.{{0,60}})?|.{{0,60}}(?:/|\bvia )\s?{_AGENCY}.{{0,40}})[)\]]\s*\.?\s*$",
    r"\b(?:AP|AFP|Reuters|PA|EPA|Getty)\s?(?:Photo|Images?|Wire)s?(?:/.{1,60})?[)\]]?\s*\.?$",
    rf"(?:^|[.|(\[/]\s*){_PICTURE_WORD}(?: credit| courtesy(?: of)?)?(?: by|\s?:| ©) (?-i:[^.\Wa-z\d])[^.]{{1,80}}\.?$",
    rf"^(?:file )?(?:{_PICTURE_WORD}|caption|credit)\s?(?:[:|]|©|– |- )",
    r"^file (?:photo|image|picture)\b",
    rf"(?-i:(?:/|\|)\s?{_AGENCY}\s*\.?$)",
)
_PAGE = {
    "newsletter or subscription prompt": _any(
        r"\b(?:sign up|subscribe)\b.{0,60}\b(?:newsletters?|inbox|briefing|alerts?|unlimited|e-?mail|today|channel|podcast|updates)\b",
        r"^(?:register|log in|sign in)\b.{0,60}\b(?:newsletters?|unlimited|read|continue|comment|account)\b",
        r"\b(?:get|have|receive|delivered|straight|direct(?:ly)?|sent) .{0,60}\byour (?:inbox|mailbox)\b",
        r"^(?:subscribe|sign up|become a (?:member|subscriber))\b",
        r"\b(?:support|fund|back) (?:our|independent|quality|local) (?:work|journalism|reporting|newsroom)\b",
        r"\balready a (?:subscriber|member)\b",
        r"\bdownload our .{0,30}\bapp\b|\bdownload .{0,60}\b(?:app|iphone|android) here\b",
        r"^(?:jetzt|hier) .{0,40}\b(?:abonnieren|anmelden)\b|\bnewsletter (?:abonnieren|bestellen)\b",
    ),
    "cookie or legal line": _any(
        r"\b(?:we|our partners|(?:this|our) (?:web)?site)\b.{0,40}\bcookies\b|\b(?:accept|manage) (?:all )?cookies\b|\bcookie (?:settings|preferences|notice)\b",
        r"(?:©|\(c\)).{0,60}\b(?:19|20)\d\d\b|^copyright\W{1,4}(?:19|20)\d\d\b|\ball rights reserved\b|\balle rechte vorbehalten\b",
        r"\bmay not be (?:published|reproduced|reprinted|redistributed)\b|\breprint permission\b",
        r"\byou agree to\b.{0,60}\b(?:terms|privacy)\b|^(?:terms of (?:use|service)|privacy (?:policy|notice))\W*$",
        r"\bthe (?:views|opinions) expressed (?:in|by|here)\b",
    ),
    "link to another page": _any(
        r"^\W*(?:read (?:more|also|next|the full)|also read|see also|see more|more on this|learn more|find out more|view (?:this|all)|lesen sie (?:auch|mehr)|mehr dazu|siehe auch)\b",
        r"^\W*(?:more|related(?: story| article| stories)?|watch(?: live| now)?|listen|go deeper|full (?:story|coverage)|live updates?|read|explainer|opinion|analysis):",
        r"^\W*(?:watch|listen) (?:live|now|to (?:this|the|our) (?:article|story|podcast|episode)|the (?:full )?(?:video|interview) (?:above|below|here))\b",
        r"^\W*join (?:the|our) (?:conversation|discussion|community)\b",
        r"\b(?:click|tap) (?:here|the link|below)\b",
        r"\bread (?:more|the full (?:story|article|report)) (?:here|below)\b",
        r"^this (?:story|article|post|report|content) (?:was |is |has been )?(?:originally|first) (?:appeared|published|posted)\b",
    ),
    "sharing or comment line": _any(
        r"^(?:share|tweet|pin|e-?mail|print|save|copy link|facebook|twitter|whatsapp|linkedin|reddit|comments?|reply|like|teilen|drucken)\b(?:[\s,|/·•&]*(?:this|article|story|on|via|by|and|with|share|link|facebook|twitter|x|whatsapp|linkedin|reddit|e-?mail|print|messenger|telegram|\(?\d+\)?))*\W*$",
        r"\bfollow (?:us|him|her|them|@\w+) on \w|\bfollow (?:us|him|her|them)? ?@\w",
        r"\b(?:leave|post|add|write) (?:a|your) comment\b|\bcomments (?:are|have been) (?:closed|disabled)\b|\bshare (?:this|your) (?:article|story|post|thoughts|views)\b",
        r"\b(?:do you have|got|have you got) (?:a|any) (?:story|tip|news|photos?)\b.{0,80}\?",
        r"(?:^|\bplease |\byou can |\bor )(?:e-?mail|call|contact|write to|text|message) (?:us|our (?:newsdesk|newsroom|news team|desk))\b",
        r"\bwhat do you think\b.{0,60}\?|\blet us know (?:in the|what you|below)\b|\bhave your say\b",
    ),
    "advertisement": _any(
        r"^\W*(?:advertis(?:ement|ing)|sponsored(?: content)?|promoted(?: content)?|anzeige|story continues below.{0,30}|article continues .{0,30}|continue reading.{0,30}|scroll (?:down|to continue).{0,40}|skip (?:to|advert|past).{0,40})\W*$",
    ),
    "byline or desk credit": _any(
        r"^\W*(?:additional |further )?(?:report(?:ing|ed)|writing|edit(?:ing|ed)|compiled|written|translat(?:ion|ed)|graphics?) (?:and [a-z]+ )?by\b",
        r"\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting\b)",
        r"^(?:by|von) (?-i:[A-ZÀ-Þ])[^.!?]{1,80}$",
        rf"^\W*(?:{_AGENCY})\W*$",
        r"^.{1,60}\bis an? (?:[\w-]+ ){0,4}(?:reporter|correspondent|columnist|writer|editor)\b.{0,60}\b(?:covering|who covers|writes about)\b",
        r"\b(?:can be reached|reach (?:him|her|them)) (?:at|on|by) \S+@|^\W*e-?mail: ?\S+@\S+$",
    ),
    "time stamp": _any(
        r"^\W*(?:first |last )?(?:published|updated|posted|modified|aktualisiert|veröffentlicht|stand)\b[^.!?]{0,20}\d[^!?]{0,40}[^.!?]$",
        rf"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? \d{{4}}(?:[, |·-]*\d{{1,2}}[:.]\d\d.{{0,20}})?\.?$",
        r"^\W*\d{1,2}[- ]?min(?:ute)?s?(?: read)?\W*$|^\W*\d+ (?:minutes?|hours?|days?) ago\W*$",
    ),
}
_PLACE = r"(?:[A-Z\u00c0-\u00de][\w.'’-]*[ ,/]+(?=\S)){0,7}[A-Z\u00c0-\u00de][\w.'’-]*(?:[ ,/]+(?=\S))?"
_CAPITALS = r"(?=[A-Z\u00c0-\u00de]{3})(?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]+[ ,]+){0,3}[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]+[ ,]*(?:(?:[A-Z][a-z]+\.?|[A-Z]\.[A-Z]\.)[ ,]*){0,2}"
_DAY = rf"(?:,? ?{_MONTH} \d{{1,2}}(?:, \d{{4}})?,?)?"
_KNOWN = rf"\((?:{_AGENCY}|CNN|NPR|CBS[\w .]*|[A-Z][A-Za-z]+ News(?: Service)?)\)"
_DASH = r"\s*(?:--+|[-–—_])\s*"
_BEGINS = r"(?=[\"“‘'A-Z\u00c0-\u00de\d])"
_DATELINE = re.compile(
    rf"{_PLACE}{_DAY} ?{_KNOWN}(?:{_DASH}|:\s*|\s+){_BEGINS}"
    rf"|{_PLACE}{_DAY} ?\([A-Z]\w{{1,14}}\){_DASH}{_BEGINS}"
    rf"|{_KNOWN}(?:{_DASH}|\s+){_BEGINS}"
    rf"|(?:[A-Z\u00c0-\u00de][\w.'’-]{{0,20}} ){{1,3}}[A-Z\u00c0-\u00de][\w.'’-]{{0,20}} ?/\s?{_AGENCY}(?:\s?[|:—–-])?\s+{_BEGINS}"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}} ?(?=[\"“A-Z])"
    rf"|{_CAPITALS}{_DAY}(?:\s*(?:--+|[–—_])\s*| - ){_BEGINS}"
)
LONGEST_DATELINE = 80


@lru_cache(maxsize=2_048)
def correction(line: str) -> bool:
    """Say whether a line is an outlet's note on its own mistake; it is no sentence of the report, but evidence of what changed."""
    return bool(_CORRECTION.search(line[:LONGEST]))


def list_heading(line: str) -> bool:
    """Say whether a line announces links to other pages ("Latest Posts", "Most read")."""
    return len(line) <= 80 and not _SENTENCE_END.search(line) and bool(_LIST.match(line))


@lru_cache(maxsize=2_048)
def furniture(line: str) -> str | None:
    """Return what kind of furniture a line is, in words for an editor; None where it reads as part of the report."""
    if len(line) > LONGEST:
        return None
    if list_heading(line):
        return LIST_HEADING
    if _PICTURE.search(line):
        return "photo caption or credit"
    return next((reason for reason, pattern in _PAGE.items() if pattern.search(line)), None)


def dateline(line: str) -> int:
    """Return how many characters at the start of a paragraph are a dateline ("KYIV, Ukraine (AP) — ") or a photo credit; or 0."""
    match = _DATELINE.match(line[: LONGEST_DATELINE + 20])
    return match.end() if match and match.end() <= LONGEST_DATELINE else 0
