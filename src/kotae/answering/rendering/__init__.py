"""Values, phrases and words said in the other language, by rule and dictionary; what no rule knows stays as it stands."""
