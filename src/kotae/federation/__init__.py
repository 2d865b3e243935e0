"""Libraries that lie elsewhere: what travels between kotaes, and asking another one over HTTPS.

Only the question goes out and only found passages come back; whatever comes back is checked before it is
believed. Nothing here is imported, and no connection made, unless a library is named by an address.
"""
