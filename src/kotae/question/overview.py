"""A question that no single place answers: what a paper says as a whole, or which papers speak of something."""

from dataclasses import dataclass
from typing import Final, Literal

from kotae import lazy_re as re
from kotae.folding import fold

__all__ = ["ALL_OF_IT", "THIS_ONE", "Overview", "bare_topic", "overview_asked"]

ALL_OF_IT: Final = "*"
"""The topic of a question for a summary of everything there is."""
THIS_ONE: Final = ""
"""The topic of one that names nothing: of the paper it is asked in, or that was spoken of last."""

_PLEASE: Final = (
    r"(?:please,? |kindly |just |(?:can|could|would|will) you (?:please )?|i(?:'d| would) like (?:you to )?"
    r"|i (?:want|need) (?:you to )?|let me have )*"
)
_SHORT: Final = r"(?:(?:short|brief|quick|concise|rough|one-page|high-level|general) )*"
_KINDS_EN: Final = (
    r"documents?|files?|papers?|pdfs?|texts?|sources?|e?-?mails?|letters?|memos?|reports?|contracts?|agreements?|minutes"
    r"|polic(?:y|ies)|manuals?|guides?|rules|regulations?|notes?|notices?|articles?|laws?|acts?|invoices?|slides?|sheets?"
)
_KINDS_JA: Final = (
    r"文書|資料|書類|ファイル|論文|記事|報告書|契約書?|規程|規則|規約|議事録|メール|手紙|マニュアル|手引き?|通知|案内|法律"
    r"|請求書|仕様書"
)
_SPEAK_EN: Final = (
    r"(?:(?:do|does|did) )?(?:mention|talk about|speak (?:of|about)|discuss|cover|contain|deal with|refer to|describe"
    r"|say (?:something|anything) about|concern|address|include|treat|touch (?:on|upon)|explain|name|list|quote|cite)(?:e?s)?"
    r"|(?:are|is) (?:about|on)|have (?:something|anything) to do with|about|on|regarding|concerning"
)
_SPEAKS_JA: Final = (
    r"(?:書いて|書かれて|載って|載せて|述べて|述べられて|扱って|扱われて|触れて|触れられて|言及して|言及されて|説明して|説明されて|記載されて"
    r"|記述されて|出て|話題にして|論じて|取り上げて|含まれて)(?:い?る|い?ます|ある|あります|くる|きます|いた|いました)"
    r"|(?:書かれ|述べ|触れ|触れられ|扱っ|言及し|記載し|記載され|記し|取り上げ)た|含む|含みます|出る|出ます|登場する|登場します|(?:記載|記述|言及|話)が?の?(?:ある|あります)|(?<=[がに])(?:ある|あります)"
)
_ABOUT_JA: Final = r"(?:について(?:は)?|に関して(?:は)?|に関する(?:こと|記述)?|のこと)?[がをはに]?"
_SHOW_JA: Final = (
    r"(?:を|の?一覧を|の名前を)?(?:教えて|挙げて|示して|見せて|出して|探して|リストアップして|列挙して|一覧にして)"
    r"(?:ください|下さい|くれますか|ほしい|欲しい)?"
)
_BRIEFLY_JA: Final = r"(?:簡単に|簡潔に|手短に|短く|ざっと|ざっくり(?:と)?|分かりやすく|わかりやすく|箇条書きで|一言で|要するに)*"
_KINDLY_JA: Final = (
    r"(?:て)?(?:ください|下さい|くれ(?:る|ますか|ませんか)?|ほしい(?:です)?|欲しい(?:です)?|もらえ(?:る|ますか|ませんか)"
    r"|いただけ(?:る|ますか|ませんか)|頂け(?:る|ますか|ませんか)|お願い(?:します|いたします|できますか)?|よ|ね)*"
)
_ENGLISH_NUMBERS: Final = "one two three four five six seven eight nine ten".split()
_NUMBERS: Final = {
    name: count for names in (_ENGLISH_NUMBERS, "一二三四五六七八九") for count, name in enumerate(names, 1)
}
_MOST: Final = 12
_N_EN: Final = rf"(?P<n>[0-9]{{1,2}}|{'|'.join(_ENGLISH_NUMBERS)})"
_POINTS: Final = (
    re.compile(
        rf",? ?\b(?:in|into|as|to|with|using|by) (?:the )?(?:top |only |just |no more than |at most |up to )?{_N_EN}"
        r" (?:main |key |short |simple |most important )*(?:sentences?|(?:bullet )?points?|bullets?|lines?|takeaways?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_N_EN}(?:(?= (?:(?:main|key|most important|essential) )+)"
        r"|[- ](?:sentence|point|line|bullet)s?(?= (?:summary|overview)))",
        re.IGNORECASE,
    ),
    re.compile(
        r"[、を]?(?P<n>[0-9]{1,2}|[一二三四五六七八九])(?:つの?|個の)?(?:点|文|行|項目|ポイント|要点)(?:程度|以内|くらい|ぐらい)?(?:で|に)"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a question wants told.

    Attributes:
        form: ``"summary"``: what the topic says; ``"documents"``: which documents speak of it.
        topic: What it is about, as written and folded; see :data:`ALL_OF_IT` and :data:`THIS_ONE`.
        points: How many sentences were asked for; 0 where that isn't said.
        kind: Of which kind the documents are to be (contracts, 契約書); empty for any.
        sure: Whether nothing else can be meant; else it is an overview only of what a paper is called.
    """

    form: Literal["summary", "documents"]
    topic: str
    points: int = 0
    kind: str = ""
    sure: bool = True


def _patterns(*patterns: str) -> tuple["re.Pattern[str]", ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# Costs and hours that are summed up are added, not told.
_ADDED: Final = r"(?!.*\b(?:costs?|amounts?|fees?|prices?|expenses?|totals?|hours|sales|payments?|salar(?:y|ies)|budgets?)\b)"
_SUMMARY: Final = _patterns(
    rf"\A{_PLEASE}(?:briefly |shortly |quickly )?(?:summari[sz]e|recap|condense|boil down|sum up{_ADDED})\b"
    r"(?: for (?:me|us))?(?: what)?(?P<topic>.*?)(?: says?)?(?: for (?:me|us))?\Z",
    rf"\A{_PLEASE}(?:(?:give|write|show|make|get|provide|prepare|draft|what(?:'s| is)|have) )?(?:me |us )?(?:an? |the )?{_SHORT}"
    r"(?:summary|overview|synopsis|digest|recap|gist|rundown)(?: (?:of|on|about|for) (?P<topic>.+))?\Z",
    r"\Atl;?dr\b(?:[:,]| of| for)? ?(?P<topic>.*)\Z",
    rf"\A(?P<topic>.*?)(?:の(?:内容|中身|全体|話|ポイント|要点))?(?:を|について|に関して|は|、|の)?{_BRIEFLY_JA}"
    rf"(?:まとめて|要約して|要約せよ|まとめよ|かいつまんで(?:教えて|説明して)?|要約を?){_KINDLY_JA}\Z",
    r"\A(?P<topic>.+?)を?(?:まとめる|要約する|一言で言う|一言でいう)と.{0,12}\Z",
    rf"\A(?P<topic>.+?)の(?:要約|あらまし|要旨|大要|要点|サマリー|まとめ)(?:を|は|について)?{_BRIEFLY_JA}"
    r"(?:教えて|示して|書いて|作って|知りたい(?:です)?|見せて|出して|何|どう|述べて|(?=\Z)|お願い).{0,8}\Z",
)
# What may as well be answered by one place: an overview where a paper or its section is called so.
_PERHAPS: Final = _patterns(
    rf"\A{_PLEASE}(?:(?:give|show|tell) (?:me |us )?|list |what (?:are|were) )?(?:the )?"
    r"(?:(?:main|key|most important|essential|central|major) )+"
    r"(?:points?|takeaways?|messages?|findings?|ideas?|facts|conclusions?)(?: (?:of|in|from|made in) (?P<topic>.+))?\Z",
    r"\Awhat(?:'s| is| was) (?P<topic>.+?) (?:all )?about\Z",
    r"\Awhat (?:does|do|did) (?P<topic>.+?) say\Z",
    r"\Awhat(?:'s| is) (?:in|inside|written in|said in) (?P<topic>.+)\Z",
    rf"\A{_PLEASE}tell (?:me|us) (?:all |something )?about (?P<topic>.+)\Z",
    r"\A(?P<topic>.+?)(?:,| -|:)? in (?:a nutshell|brief|short|summary)\Z",
    r"\A(?P<topic>.+?)の(?:概要|ポイント|全体像|骨子|大筋|主な(?:点|内容)|重要な?点)(?:を|は|について)?"
    r"(?:教えて|示して|書いて|説明して|知りたい(?:です)?|見せて|何|どう|(?=\Z)|お願い).{0,8}\Z",
    rf"\A(?P<topic>.+?)(?:に|には|では|の中に)(?:は)?(?:何|なに|どんなこと|どのようなこと)が(?:{_SPEAKS_JA})か?\Z",
    r"\A(?P<topic>.+?)(?:は|って|とは)(?:どんな|どのような|どういう|何の)(?:内容|文書|資料|書類|話|ファイル|法律|契約|こと).{0,6}\Z",
    rf"\A(?P<topic>.+?)(?:を|について){_BRIEFLY_JA}(?<=に)(?:説明して|教えて){_KINDLY_JA}\Z",
)
_DOCUMENTS: Final = _patterns(
    rf"\A{_PLEASE}(?:(?:list|show|find|name|tell|give)(?: me| us)? )?(?:all |every |each )?(?:of )?(?:the |my )?(?:which |what )?"
    rf"(?:of (?:my|the|these|our) )?(?P<kind>{_KINDS_EN}) (?:(?:that|which) )?(?:{_SPEAK_EN}) "
    r"(?!that\b|how many\b)(?P<topic>.+)\Z",
    rf"\A(?:in )?(?:which|what) (?P<kind>{_KINDS_EN}) (?:is|are|was|were|do I find|can I find|will I find|do we find|does) "
    r"(?P<topic>.+?)(?: (?:mentioned|described|discussed|explained|covered|named|treated|found|dealt with"
    r"|to be found|come up|appear))\Z",
    r"\Awhere (?:is|are|was|were) (?P<topic>.+?) (?:mentioned|discussed|described|talked about|spoken of|dealt with)\Z",
    rf"\A(?P<topic>.+?){_ABOUT_JA}(?:どの|どんな|どちらの)(?P<kind>{_KINDS_JA})(?:とどの\w+?)?[にでが](?:{_SPEAKS_JA})(?:の?か|のですか|んですか)?\Z",
    rf"\Aどの(?P<kind>{_KINDS_JA})(?:とどの\w+?)?[がにでは](?P<topic>.+?){_ABOUT_JA}(?:{_SPEAKS_JA})(?:の?か|のですか|んですか)?\Z",
    rf"\A(?P<topic>.+?){_ABOUT_JA}(?:{_SPEAKS_JA})(?:の|もの|(?P<kind>{_KINDS_JA}))は、?(?:どれ|どの\w+?|何|どこ)(?:と(?:どれ|どの\w+?))?(?:ですか|でしょうか|か)?\Z",
    rf"\A(?P<topic>.+?){_ABOUT_JA}(?:{_SPEAKS_JA})(?P<kind>{_KINDS_JA})(?:{_SHOW_JA}|の?一覧)\Z",
    rf"\A(?P<topic>.+?)(?:に関する|についての|関連の|に関係する)(?P<kind>{_KINDS_JA})(?:は、?(?:どれ|何|どこ)(?:とどれ)?(?:ですか|でしょうか|か)?|{_SHOW_JA}|の?一覧)\Z",
)
# Words without which none of the patterns finds anything: most questions are through with that.
_CUES: Final = {
    "documents": re.compile(rf"\b(?:{_KINDS_EN})\b|\Awhere\b|{_KINDS_JA}|どれ", re.IGNORECASE),
    "summary": re.compile(
        r"summ|sum up|recap|condense|boil|overview|synopsis|digest|gist|rundown|tl;?dr|まとめ|要約|かいつまん"
        r"|一言で|あらまし|要旨|大要|要点|サマリー",
        re.IGNORECASE,
    ),
    "perhaps": re.compile(
        r"points?\b|takeaway|messages|findings|ideas|facts|conclusions|\babout\b|\bsay\Z|\A(?:what|tell)\b"
        r"|\bin (?:a nutshell|brief|short|summary)\Z"
        r"|概要|ポイント|全体像|骨子|大筋|主な|重要|が(?:書|載|述)|どんな|どのような|どういう|何の|説明して|教えて",
        re.IGNORECASE,
    ),
}
_THIS: Final = re.compile(
    rf"(?:this|that)(?: (?:whole|entire|attached|uploaded|last|open))?(?: (?:{_KINDS_EN}))?|it|the above"
    r"|the (?:(?:whole|entire|attached|uploaded|last|open) )?(?:document|file|paper|pdf|text)"
    rf"|(?:この|その|当該|上記の?|添付の?)(?:{_KINDS_JA}|PDF|本|ページ)|これ|それ|本書|本文書|本資料|文書|資料|書類|ファイル",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    rf"(?:all|each|every)(?: (?:of )?(?:the|my|these|our|your))?(?: (?:{_KINDS_EN}))?"
    rf"|(?:my|these|our|your|the) (?:{_KINDS_EN.replace('s?', 's')}|library|collection|folder)"
    rf"|everything|(?:すべて|全て|全部)(?:の(?:{_KINDS_JA}))?|全(?:文書|資料|ファイル|書類)|文書庫(?:全体|の中身)?"
    rf"|(?:これらの|手元の|私の)?(?:{_KINDS_JA})(?:すべて|全て|全部|全体|一式)",
    re.IGNORECASE,
)
_ANY_KIND: Final = re.compile(
    r"(?:document|file|paper|text|source|pdf)s?|文書|資料|書類|ファイル", re.IGNORECASE
)
# What stands behind a name to say of which kind it is: the Moonshot programme, ムーンショット計画.
_KIND_OF_IT: Final = re.compile(
    rf"(?<=\w) (?:programmes?|programs?|projects?|plans?|initiatives?|schemes?|systems?|{_KINDS_EN})\Z"
    rf"|(?<=\w\w)の?(?:計画|事業|制度|プログラム|プロジェクト|{_KINDS_JA})\Z",
    re.IGNORECASE,
)
_AROUND: Final = " \t\u3000、。,.:;：；?？!！\"“”'「」『』"


def overview_asked(text: str) -> Overview | None:
    """Return what a question wants told as a whole; None for one that asks for something.

    Args:
        text: In Japanese or English.
    """
    said = " ".join(fold(text).split()).strip(" 。.?？!！")
    points, said = _points(said)
    for cue, patterns in (("documents", _DOCUMENTS), ("summary", _SUMMARY), ("perhaps", _PERHAPS)):
        if not _CUES[cue].search(said):
            continue
        for found in filter(None, (pattern.match(said) for pattern in patterns)):
            kind = found.groupdict().get("kind") or ""
            topic = _topic(found["topic"] or "")
            if cue == "documents" and topic in (ALL_OF_IT, THIS_ONE):
                return None
            return Overview(
                form="documents" if cue == "documents" else "summary",
                topic=topic,
                points=points,
                kind="" if _ANY_KIND.fullmatch(kind) else kind,
                sure=cue != "perhaps" or topic in (ALL_OF_IT, THIS_ONE),
            )
    return None


def bare_topic(topic: str) -> str:
    """Return a topic without what only says of which kind it is; itself where nothing else is said."""
    return _KIND_OF_IT.sub("", topic) or topic


def _points(said: str) -> tuple[int, str]:
    """Return how many points are asked for, and the rest of what is said."""
    for pattern in _POINTS:
        if found := pattern.search(said):
            count = _NUMBERS.get(found["n"].lower()) or int(found["n"])
            joined = "を" if pattern is _POINTS[-1] else " "
            rest = f"{said[: found.start()]}{joined}{said[found.end() :]}"
            return min(max(count, 1), _MOST), " ".join(rest.split()).strip("を")
    return 0, said


def _topic(said: str) -> str:
    topic = said.strip(_AROUND)
    if not topic or _THIS.fullmatch(topic):
        return THIS_ONE
    if _ALL.fullmatch(topic):
        return ALL_OF_IT
    return re.sub(r"\A(?:the|a|an|our|my) ", "", topic, flags=re.IGNORECASE).strip(_AROUND)
