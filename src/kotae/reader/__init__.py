"""Question and passages → what each passage says to it."""

from kotae.reader.reader import Entailment, Reader, Reading

__all__ = ["Entailment", "Reader", "Reading"]
