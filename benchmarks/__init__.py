"""Measurements: each folder holds one command and a recorded run."""
