from typing import Any

import pytest

from kotae.embedding import DEFAULT_MODEL, EmbeddingSettings


def test_the_default_is_the_installed_model_on_the_processor() -> None:
    settings = EmbeddingSettings()
    assert (settings.model, settings.device, settings.precision) == (DEFAULT_MODEL, "cpu", "auto")
    assert settings.allow_download is False


@pytest.mark.parametrize(
    ("field", "value"),
    [("model", " "), ("batch_tokens", 0), ("precision", "int4")],
)
def test_values_out_of_range_are_refused(field: str, value: object) -> None:
    arguments: dict[str, Any] = {field: value}
    with pytest.raises(ValueError, match=field):
        EmbeddingSettings(**arguments)
