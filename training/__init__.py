"""Training of the models that come with kotae."""
