"""How answers are learned, calibrated and measured."""
