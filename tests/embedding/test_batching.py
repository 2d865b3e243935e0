import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.embedding.batching import plan_batches


@pytest.mark.parametrize(
    ("lengths", "batch_tokens", "expected"),
    [
        pytest.param([], 10, (), id="nothing"),
        pytest.param([3, 3, 3], 6, ((0, 1), (2,)), id="fills up to the limit, ties in order"),
        pytest.param([1, 5, 2], 6, ((1,), (2, 0)), id="longest first; padding counts"),
        pytest.param([50, 1], 10, ((0,), (1,)), id="a text over the limit goes alone"),
        pytest.param([0, 0], 1, ((0, 1),), id="empty texts cost nothing"),
    ],
)
def test_plan_batches_packs_by_padded_length(
    lengths: list[int], batch_tokens: int, expected: tuple[tuple[int, ...], ...]
) -> None:
    assert plan_batches(lengths, batch_tokens=batch_tokens) == expected


@given(st.lists(st.integers(0, 600)), st.integers(1, 5000))
def test_every_text_is_in_one_batch_and_no_batch_is_over_the_limit(
    lengths: list[int], batch_tokens: int
) -> None:
    batches = plan_batches(lengths, batch_tokens=batch_tokens)
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    for batch in batches:
        padded = len(batch) * max(lengths[row] for row in batch)
        assert padded <= batch_tokens or len(batch) == 1
