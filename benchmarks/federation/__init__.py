"""Three servers asked as one, against one index of all."""
