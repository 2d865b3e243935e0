"""Questions → groups by direction and by folder, with their figures."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from kotae.selftest.records import Asked, Group, Share

__all__ = ["figures", "folder_of", "groups_of"]


def folder_of(path: str) -> str:
    """Return the first folder of a path with ``/`` behind it; ``/`` for a file that lies in none."""
    parts = PurePosixPath(path.split("#")[0]).parts
    return f"{parts[0]}/" if len(parts) > 1 else "/"


def groups_of(tested: Sequence[Asked]) -> dict[str, list[Asked]]:
    """Return all questions (``"all"``), those of each direction (``"en→ja"``), and of each folder, where there are several."""
    directions: dict[str, list[Asked]] = defaultdict(list)
    folders: dict[str, list[Asked]] = defaultdict(list)
    for one in tested:
        directions[one.question.direction].append(one)
        folders[folder_of(one.question.document.path)].append(one)
    found = {"all": list(tested)} | dict(sorted(directions.items()))
    return found | (dict(sorted(folders.items())) if len(folders) > 1 else {})


def figures(name: str, tested: Sequence[Asked], threshold: float) -> Group:
    """Return the figures of some questions.

    Args:
        name: Of the group.
        tested: Its questions; none are fine.
        threshold: Below it a question is refused.
    """
    outcomes = [(one.question.answerable, one.outcome(threshold)) for one in tested]
    answerable = sum(held for held, _ in outcomes)

    def share(answered: bool, outcome: str) -> Share:
        of = answerable if answered else len(outcomes) - answerable
        return Share(count=sum(held is answered and came == outcome for held, came in outcomes), of=of)

    return Group(
        name=name,
        right=share(True, "right"),
        refused=share(True, "refused"),
        invented=share(False, "invented"),
    )
