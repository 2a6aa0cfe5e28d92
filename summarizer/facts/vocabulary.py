"""Word lists of the kinds of facts. Closed classes only: what is listed here can be read through by one person."""

from __future__ import annotations

from summarizer.verification.vocabulary import TITLES, UNITS
from summarizer.verification.words import stem

FRAMES = {
    norm: frame
    for frame, norms in {
        "killed": "killed kill kills killing slain slaughtered dead died dies dying deaths death fatalities fatality fatally",
        "injured": "injured injure injures injuring injuries injury wounded wounding wounds hurt",
        "missing": "missing unaccounted",
        "arrested": "arrested arrest arrests arresting detained detaining",
        "evacuated": "evacuated evacuate evacuating evacuation evacuations evacuees",
        "rescued": "rescued rescue rescuing rescues",
        "hospitalised": "hospitalised hospitalized",
        "homeless": "homeless displaced",
        "destroyed": "destroyed destroying destroy destroys",
        "damaged": "damaged damaging damage",
        "infected": "infected infections infection",
        "charged": "charged charging",
        "stranded": "stranded trapped",
        "signed": "signed signature signatures signatories",
    }.items()
    for norm in norms.split()
}
"""What happens to those who are counted in the news, by the forms of its words."""

ANYBODY = frozenset(stem(word) for word in "people person individual lives bodies victims casualties others".split())
"""Stems of nouns that say no more than that people are counted."""

SOME_PEOPLE = frozenset(
    stem(word)
    for word in "women woman men man children child girl boy teenager baby infant student teacher officer soldier".split()
)
"""Stems of nouns for those who may be a part of all who are counted."""

PART_BEFORE = frozenset(
    """including include includes adding added another other additional further these those
    remaining among except each every per""".split()
)
PART_BEHIND = frozenset("more other others additional further extra each apiece".split())
"""Words beside a number that make it a part of a whole."""

NO_NOUN = frozenset(
    """said says told after when and or but in on at by for from with as to of who that which were was are is had have has been
    will would could may might can since during while before until over under near than because if where into through against
    about according including killed dead died injured wounded hurt missing arrested detained evacuated rescued""".split()
)
"""Words that end the words counted."""

SYMBOLS = frozenset(
    "$ € £ ¥ % percent per cent dollar euro pound million billion trillion thousand hundr dozen".split()
) | frozenset(stem(form) for form in UNITS)
"""Stems that stand beside every amount and so tell nothing of what it is for."""

CURRENCIES = frozenset(
    """crown crowns krone kroner krona kronor peso pesos rupee rupees rouble roubles ruble rubles yuan franc francs rand lira
    zloty zlotys real reais shekel shekels dirham dirhams dinar dinars baht won forint dong""".split()
)
"""Names of money that ``verification.vocabulary.UNITS`` does not have."""

PASSING = frozenset({"missing", "stranded", "evacuated", "homeless", "infected", "arrested", "signed"})
"""What changes from one hour to the next, so that a later count is no contradiction."""
CURRENCY_STEMS = frozenset(stem(name) for name in CURRENCIES)

MOVING = frozenset({"point"})
"""Units of what changes by the minute: an index of shares."""

MODES = {
    word: mode
    for mode, words in {
        "forecast": """expected expect expects expectations forecast forecasts predicted predicts predict prediction anticipated
            surveyed planned estimates consensus goal target goals hopes needed needs require requires required""",
        "rate": "daily weekly monthly yearly annually average averaged averaging",
        "earlier": "record historic previous previously prior formerly compared",
        "against": "against opposed opposing",
        "new": "new newly fresh",
    }.items()
    for word in words.split()
}
"""Words beside a number that say how it is meant; numbers that are meant otherwise count different things."""

CLOSE_MODES = frozenset({"new"})
"""Those that say so only of what they stand beside."""

DURATIONS = frozenset("second minute hour day week month year decade century".split())
ANCHORS = frozenset("after before later earlier ago since into until from".split())
"""Words that measure a length of time from something else."""

NOT_BEFORE_ROLE = frozenset(
    {"mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "saint", "former", "acting", "the", "agent"}
)
ROLES = (TITLES - NOT_BEFORE_ROLE - {"special"}) | frozenset(
    """principal headteacher headmaster owner founder author pilot driver suspect victim manager editor chef engineer surgeon
    winner champion deputy head commander warden treasurer curator harbourmaster boss skipper organiser organizer resident lawyer
    ceo""".split()
)
"""Words for what somebody is, by which sources may name different people."""

MANY_HOLD = frozenset({"sen", "rep", "resident", "officer", "officers", "lawyer", "agent", "victim", "author", "police"})
"""Roles that one story may well have several holders of."""

SHORT_FORMS = tuple(
    frozenset(names.split())
    for names in """william bill billy will willie liam/robert bob bobby rob robbie bert/richard dick rick ricky rich
    james jim jimmy jamie/edward ed eddie ted teddy ned/john jack johnny jon/anthony tony/margaret peggy maggie meg greta
    charles charlie chuck/elizabeth liz beth betty lizzie eliza betsy/michael mike mick mickey/henry harry hank/lawrence larry
    theodore ted teddy/katherine kate katie kathy kitty kay/dorothy dot dolly/francis frank/frances fran/joseph joe joey
    thomas tom tommy/andrew andy drew/alexander alex sandy sasha/antonio tony/gerald gerry jerry/eugene gene
    patricia pat patty trish tricia/susan sue susie/ann anne annie nancy/mary molly polly/rudolph rudy/sarah sally sadie
    helen nell ellen/albert al bert/peter pete/vladimir volodymyr/rafael rafi ralph/abraham abe/nicholas nick
    stephen steve steven/deborah debbie/jacob jake""".replace("\n", "/").split("/")
)
"""Given names that stand for one another."""
