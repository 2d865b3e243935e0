"""English words whose base form no ending tells: verbs, comparatives and plurals."""

from typing import Final

__all__ = ["IRREGULAR", "PAST"]

_FORMS: Final = """
become became | begin began begun | bind bound | blow blew blown | break broke broken | bring brought | build built | buy bought
catch caught | choose chose chosen | come came | deal dealt | do did done | draw drew drawn | drive drove driven | eat ate eaten
drink drank drunk | fall fell fallen | feed fed
feel felt | fight fought | find found | fly flew flown | forbid forbade forbidden
forget forgot forgotten | forgive forgave forgiven | freeze froze frozen | get got gotten | give gave given | go went gone
grow grew grown | hang hung | have had | hear heard | hide hid hidden | hold held | keep kept | know knew known | lay laid
lead led | leave left | lend lent | lose lost | make made | mean meant | meet met | pay paid | rise rose risen | ride rode ridden
run ran | say said | see saw seen | seek sought | sell sold | send sent | shake shook shaken | shine shone | show shown
shrink shrank shrunk | sing sang sung | sink sank sunk | sit sat | sleep slept | speak spoke spoken | spend spent | stand stood
steal stole stolen | stick stuck | strike struck | swear swore sworn | swim swam swum | take took taken | teach taught
tear tore torn | tell told | think thought | throw threw thrown | understand understood | undertake undertook undertaken
wake woke woken | wear wore worn | win won | withdraw withdrew withdrawn | write wrote written
good better best | bad worse worst | child children | man men | woman women | person people | foot feet | tooth teeth | mouse mice
"""
IRREGULAR: Final[dict[str, str]] = {
    form: base
    for line in _FORMS.replace("\n", "|").split("|")
    if line.strip()
    for base, *forms in [line.split()]
    for form in forms
}
"""The base form of each irregular one."""
PAST: Final = frozenset(
    form
    for form, base in IRREGULAR.items()
    if base not in {"good", "bad", "child", "man", "woman", "person", "foot", "tooth", "mouse"}
)
"""Those that are verbs."""
