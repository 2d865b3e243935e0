"""How memory behaves over a long time; see README.md."""
