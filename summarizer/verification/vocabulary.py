"""Word lists of the rules. Closed classes only: what is listed here can be read through by one person."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """a about above after again against all along also although am among an and another any are around as at away back be
    because been before being between both but by can could did do does doing down during each either even ever every
    few for from further get gets got had has have having he her here hers herself him himself his how however i if in
    indeed into is it its itself just many may me meanwhile might more most moreover much must my myself nearly neither
    no nor not now of off often on once one only onto or other others our ours ourselves out over own per quite rather
    same shall she should since so some still such than that the their theirs them themselves then there therefore these
    they this those though through thus to together too toward towards under until up upon us very was we well were what
    when where whether which while who whom whose why will with within without would yet you your yours yourself
    yourselves n't 's 're 've 'll 'd 'm s t it's that's he's she's they're we're i'm you're there's""".split()
)
"""Words that carry no fact of their own."""

NOT = frozenset("not no never none nobody nothing nowhere neither nor without cannot n't".split())
"""Plain negations."""

NEGATIONS = NOT | frozenset(
    """deny denies denied denying fail fails failed failing refuse refuses refused refusing decline declines declined
    declining unable""".split()
)
"""Words that turn what they govern into its opposite, or say that it did not happen."""

NEGATION_LIKE = NEGATIONS | frozenset(
    """lack lacks lacked lacking reject rejects rejected rejecting rejection refusal denial hardly barely unlikely unless
    yet false untrue wrong dispute disputes disputed block blocks blocked blocking prevent prevents prevented preventing
    against oppose opposes opposed opposing avoid avoided ban bans banned prohibit prohibits prohibited cancel cancelled
    canceled unclear longer whether if impossible instead rather absence failure""".split()
)
"""Words beside which a plain negation, or its absence, may be another way to say the same."""

DOUBTS = frozenset(
    "may might could possibly perhaps maybe potentially probably reportedly allegedly apparently supposedly".split()
)
"""Words that, added by a writer, turn a fact into a guess."""

STRONG_HEDGES = frozenset(
    """may might could possibly perhaps maybe potentially likely probably reportedly allegedly alleged suspected apparently
    purportedly supposedly unconfirmed rumoured rumored accused accuse accuses allege alleges alleging suspect suspects""".split()
)
"""Words whose loss turns a guess or an accusation into a fact."""

POSSIBLE = STRONG_HEDGES | frozenset(
    """allegation allegations accusation accusations alleged may might could possibly perhaps maybe potentially likely
    probably reportedly allegedly alleged suspected apparently purportedly supposedly expected expects planned plans
    planning considering hopes hoping aims wants seeking seeks threatened threatens threatening proposed proposes
    accused would if unconfirmed rumoured rumored believed thought unclear suggests suggested appears appeared seems
    seemed intends intended due should can claims claimed""".split()
)
"""Words that make a statement less than certain."""

FUTURE = frozenset("will shall 'll going".split())
"""Words that put a statement into the future."""

SAYING = frozenset(
    """said says say saying told tells tell according stated states announced announces reported reports claimed claims
    added adds argued argues insisted insists confirmed confirms testified alleged alleges warned warns explained wrote
    writes declared declares acknowledged described estimates estimated noted predicted suggested""".split()
)
"""Forms of the verbs that ascribe a statement to somebody."""

CONTESTING = frozenset(
    """claim claimed claims claiming allege alleged alleges alleging insist insisted insists insisting contend contended
    contends contending argued argues""".split()
)
"""Forms of the verbs by which a writer leaves a statement to the side that makes it."""

TITLES = frozenset(
    """mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister chancellor secretary senator sen
    representative rep governor gov mayor judge justice chief officer officers sheriff captain capt general gen colonel
    col major maj sergeant sgt lieutenant lt king queen prince princess pope bishop archbishop father sister brother
    saint chairman chairwoman chair director spokesman spokeswoman spokesperson speaker leader attorney congressman
    congresswoman councillor councilor councilman ambassador foreign defence defense deputy former acting detective
    inspector constable superintendent commissioner coach coroner executive the police agent special""".split()
)
"""Words that stand before a name and are no part of it."""

SAME_TITLE = {
    "senator": "sen",
    "representative": "rep",
    "congressman": "rep",
    "congresswoman": "rep",
    "governor": "gov",
    "general": "gen",
    "colonel": "col",
    "major": "maj",
    "captain": "capt",
    "sergeant": "sgt",
    "lieutenant": "lt",
    "professor": "prof",
    "doctor": "dr",
    "saint": "st",
    "street": "st",
    "mount": "mt",
    "fort": "ft",
    "department": "dept",
    "company": "co",
    "corporation": "corp",
    "incorporated": "inc",
    "limited": "ltd",
    "television": "tv",
    "mister": "mr",
    "versus": "vs",
    "national": "natl",
    "university": "univ",
}
"""Long and short forms of one word."""

SAME_PLACE = (
    frozenset({"us", "usa", "united states", "america", "american", "americans", "u.s"}),
    frozenset({"uk", "united kingdom", "britain", "british", "britons", "great britain"}),
    frozenset({"eu", "european union", "europe", "european"}),
    frozenset({"un", "united nations"}),
    frozenset({"france", "french"}),
    frozenset({"netherlands", "dutch", "holland"}),
    frozenset({"spain", "spanish"}),
    frozenset({"greece", "greek", "greeks"}),
    frozenset({"denmark", "danish", "danes"}),
    frozenset({"switzerland", "swiss"}),
    frozenset({"poland", "polish", "poles"}),
    frozenset({"turkey", "turkish", "turks", "türkiye"}),
    frozenset({"wales", "welsh"}),
    frozenset({"ireland", "irish"}),
    frozenset({"sweden", "swedish", "swedes"}),
    frozenset({"finland", "finnish", "finns"}),
    frozenset({"scotland", "scottish", "scots"}),
    frozenset({"england", "english"}),
    frozenset({"portugal", "portuguese"}),
    frozenset({"norway", "norwegian", "norwegians"}),
    frozenset({"philippines", "filipino", "filipinos", "philippine"}),
    frozenset({"thailand", "thai"}),
    frozenset({"peru", "peruvian"}),
    frozenset({"afghanistan", "afghan", "afghans"}),
    frozenset({"iraq", "iraqi", "iraqis"}),
    frozenset({"gop", "republican", "republicans"}),
    frozenset({"fbi", "federal bureau of investigation"}),
    frozenset({"washington dc", "washington d.c", "d.c", "dc"}),
    frozenset({"la", "los angeles"}),
    frozenset({"uae", "united arab emirates"}),
)
"""Names of one place, its people and its adjective, that do not follow from one another by their endings."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
"""Weekdays with Monday as 0, as ``datetime.date.weekday`` counts."""

UNITS = {
    form: unit
    for unit, forms in {
        "kilometre": "kilometre kilometres kilometer kilometers km kms",
        "metre": "metre metres meter meters m",
        "centimetre": "centimetre centimetres centimeter centimeters cm",
        "mile": "mile miles mi",
        "foot": "foot feet ft",
        "inch": "inch inches in.",
        "yard": "yard yards yd",
        "acre": "acre acres",
        "hectare": "hectare hectares ha",
        "kilogram": "kilogram kilograms kilo kilos kg",
        "gram": "gram grams g",
        "tonne": "tonne tonnes ton tons",
        "pound-weight": "lb lbs",
        "ounce": "ounce ounces oz",
        "litre": "litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "second": "seconds secs sec",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
        "percent": "percent % pc",
        "dollar": "dollar dollars $ us$ usd bucks",
        "euro": "euro euros € eur",
        "pound": "pound pounds £ gbp quid",
        "yen": "yen ¥",
        "cent": "cent cents",
        "degree": "degree degrees °",
        "mph": "mph",
        "km/h": "kph kmh",
        "megawatt": "megawatt megawatts mw",
        "kilowatt": "kilowatt kilowatts kw",
        "gigabyte": "gigabyte gigabytes gb",
        "point": "point points",
    }.items()
    for form in forms.split()
}
"""Written forms of a unit to the unit's one name."""

_UP = """rise rises rose risen rising grow grows grew grown growing increase increases increased increasing climb climbs climbed
    climbing surge surges surged surging jump jumps jumped jumping soar soars soared soaring""".split()
_DOWN = """fall falls fell fallen falling shrink shrinks shrank shrunk shrinking decrease decreases decreased decreasing drop
    drops dropped dropping decline declines declined declining plunge plunges plunged plunging slump slumps slumped
    slumping""".split()

ANTONYMS = frozenset(
    frozenset(pair.split("/"))
    for pair in """rose/fell rise/fall rises/falls risen/fallen increase/decrease increased/decreased increases/decreases
    increasing/decreasing higher/lower highest/lowest more/less more/fewer most/least win/lose won/lost wins/loses
    winning/losing victory/defeat accept/reject accepted/rejected accepts/rejects approve/reject approved/rejected
    approval/rejection agree/refuse agreed/refused agree/disagree agreed/disagreed guilty/innocent convicted/acquitted
    conviction/acquittal support/oppose supported/opposed supports/opposes supporters/opponents ally/opponent allow/ban
    allowed/banned legal/illegal open/close opened/closed opening/closing opens/closes start/end started/ended begin/end
    began/ended start/finish first/last arrive/leave arrived/left before/after above/below success/failure
    succeeded/failed alive/dead survived/died safe/dangerous buy/sell bought/sold gained/lost gain/loss gains/losses
    profit/loss profits/losses hired/fired enter/leave entered/left confirm/deny confirmed/denied include/exclude
    included/excluded best/worst better/worse largest/smallest biggest/smallest larger/smaller bigger/smaller
    older/younger oldest/youngest early/late earlier/later north/south east/west northern/southern eastern/western
    male/female man/woman men/women boy/girl boys/girls son/daughter brother/sister mother/father husband/wife
    sister/son minority/majority public/private strengthen/weaken strengthened/weakened improve/worsen improved/worsened
    praised/criticised praised/criticized praise/criticism expand/shrink expanded/shrank arrested/released freed/jailed
    up/down all/none always/never optimistic/pessimistic positive/negative possible/impossible likely/unlikely
    able/unable known/unknown rich/poor strong/weak heavy/light import/export imports/exports imported/exported
    attack/defend attacked/defended raised/cut raise/cut maximum/minimum inside/outside many/few tightened/eased
    tighten/ease lift/impose lifted/imposed delayed/hastened cooler/warmer hot/cold dry/wet increasingly/decreasingly
    temporary/permanent temporarily/permanently lenient/strict cheap/expensive cheaper/dearer major/minor
    remember/forget love/hate friend/enemy friends/enemies peace/war divided/united morning/evening morning/afternoon
    morning/night day/night""".split()
) | frozenset(frozenset((up, down)) for up in _UP for down in _DOWN)
"""Pairs of words of which one does not stand for the other."""

OPENERS = frozenset(
    """police officials authorities officers residents witnesses investigators prosecutors critics experts scientists
    researchers analysts lawmakers protesters supporters opponents voters firefighters doctors people families students
    teachers workers neighbours neighbors passengers survivors victims troops soldiers rebels militants government
    parliament court opposition state local federal national international city nearly almost today yesterday last next
    earlier later meanwhile despite according following during until since under however although while within because
    given more most furthermore moreover nonetheless nevertheless likewise otherwise elsewhere afterwards overall hence thus
    therefore besides instead indeed additionally similarly several many some
    two three four five six seven eight nine ten dozens hundreds thousands millions
    part half""".split()
)
"""Words that often open a sentence, where the capital says nothing."""

IRREGULAR = {
    form: forms[0]
    for forms in (
        line.split("/")
        for line in """say/said tell/told win/won lose/lost rise/rose/risen fall/fell/fallen steal/stole/stolen take/took/taken
            give/gave/given go/went/gone come/came become/became begin/began/begun break/broke/broken bring/brought
            build/built buy/bought catch/caught choose/chose/chosen drive/drove/driven fight/fought find/found
            fly/flew/flown forget/forgot/forgotten grow/grew/grown hear/heard hold/held keep/kept know/knew/known
            lead/led leave/left make/made mean/meant meet/met pay/paid run/ran see/saw/seen sell/sold send/sent
            shake/shook/shaken shoot/shot sing/sang/sung sink/sank/sunk sit/sat speak/spoke/spoken spend/spent
            stand/stood strike/struck swear/swore/sworn teach/taught think/thought throw/threw/thrown wear/wore/worn
            write/wrote/written draw/drew/drawn eat/ate/eaten feel/felt freeze/froze/frozen hide/hid/hidden swim/swam
            tear/tore/torn wake/woke/woken withdraw/withdrew/withdrawn seek/sought die/died/dead/death deal/dealt
            bleed/bled feed/fed flee/fled kill/killed""".split()
    )
    for form in forms[1:]
    if form not in {"dead", "death", "left", "found"}
}
"""Irregular forms of a verb to its infinitive; forms that are other words as well are left out."""
