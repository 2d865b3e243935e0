"""Libraries of other kotaes: asked over the network, judged as one with those here."""
