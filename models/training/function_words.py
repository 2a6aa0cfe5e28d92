"""Words that the fusion model may write although no source has them: they carry grammar, never a fact.

Negations, numerals, quantities and modal verbs that change how sure a statement is are left out on purpose.
"""

FUNCTION_WORDS: tuple[str, ...] = tuple(
    (
        "a an the this that these those it its he him his she her they them their who whom whose which what there "
        "of in on at by to for from with as into onto over under after before during between among against about "
        "through across around amid near toward since until while when where because although though if than upon within "
        "and or but nor so yet both also too then however meanwhile still as well such like "
        "is are was were be been being am has have had having do does did done "
        "will would can could "
        "say says said saying told tell tells according adding added called "
        "' \" , . ; : - – — ( ) “ ” ‘ ’ s"
    ).split()
)
