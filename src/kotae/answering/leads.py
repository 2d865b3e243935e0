"""Sentences that announce what follows them: a list, a table, steps."""

import re

__all__ = ["announces"]

_ANNOUNCES = re.compile(
    r"[:：]\s*$"
    r"|(?:次|以下|下記|下)の(?:とおり|通り|よう|表|一覧|もの|書類|場合|条件|手順|事項|いずれか|[一二三四五六七八九十0-9]+(?:つ|点|項目|種))[^。]{0,8}。?\s*$"
    r"|\b(?:as follows|the following)[^.]{0,12}\.?\s*$"
)


def announces(sentence: str) -> bool:
    """Return whether a sentence announces what follows it."""
    return bool(_ANNOUNCES.search(sentence))
