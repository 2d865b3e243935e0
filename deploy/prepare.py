"""Make, while an image is built, what kotae would otherwise make at its first run.

At run time the root of the container is read-only and there is no network.
"""

from kotae.embedding.preparation import prepare_default_model
from kotae.translation.glossary import prepared_glossary

prepare_default_model()
prepared_glossary()
