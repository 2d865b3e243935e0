"""Libraries that lie elsewhere: what travels between kotaes, and asking another one over HTTPS.

What travels is the question with counts of its words, and found passages; whatever comes back is checked before it is
believed. Nothing here is imported, and no connection made, unless a library is named by an address.
"""
