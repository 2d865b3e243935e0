"""However many threads ask in Japanese, a few taggers answer, and rightly."""

import threading

import pytest

from kotae.segmentation import Segmenter, mecab


def test_threads_that_come_and_go_share_a_few_taggers(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = mecab._load

    def load(fields: str) -> object:
        made.append(fields)
        return real(fields)

    monkeypatch.setattr(mecab, "_load", load)
    mecab._pool.cache_clear()
    texts = [f"政府は予算を{number}億円に増やした。" for number in range(60)]
    alone = [mecab.Tagger().lines(text) for text in texts]
    found: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        for _ in range(20):
            found[number] = Segmenter().lines(texts[number])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(60)] == alone
    assert 1 <= len(made) <= mecab._MOST_TAGGERS


def test_pool_is_given_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    mecab._pool.cache_clear()
    for _ in range(2 * mecab._MOST_TAGGERS):
        with pytest.raises(TypeError), mecab._pool(mecab._FIELDS).lent():
            raise TypeError
    assert mecab.Tagger().lines("予算")
    mecab._pool.cache_clear()
