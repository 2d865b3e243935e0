"""What is looked through or checked again: contradictions, a library's test of itself, proofs."""
