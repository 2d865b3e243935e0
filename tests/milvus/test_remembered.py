"""What an engine told of passages is asked once, as long as it is kept; what isn't there is remembered as well."""

from collections.abc import Sequence

from kotae.milvus.remembered import Remembered


def test_each_is_asked_once_and_the_least_lately_told_goes_first() -> None:
    asked: list[list[int]] = []

    def ask(numbers: Sequence[int]) -> dict[int, str]:
        asked.append(list(numbers))
        return {number: f"p{number}" for number in numbers if number < 10}

    kept = Remembered(3, ask)
    assert kept.told([]) == {}
    assert kept.told([1, 2, 1, 12]) == {1: "p1", 2: "p2"}
    assert kept.told([12, 2, 1]) == {2: "p2", 1: "p1"}
    assert asked == [[1, 2, 12]]
    assert kept.told([3]) == {3: "p3"}  # 12 goes
    assert kept.told([1, 2, 3]) == {1: "p1", 2: "p2", 3: "p3"}
    assert kept.told([12]) == {}
    assert asked == [[1, 2, 12], [3], [12]]


def test_more_than_are_kept_are_told_all_the_same() -> None:
    kept = Remembered(2, lambda numbers: {number: -number for number in numbers})
    assert kept.told(range(5)) == {number: -number for number in range(5)}
    assert kept.told([4, 0]) == {4: -4, 0: 0}
