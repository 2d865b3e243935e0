"""A library's own prediction of how well it answers, against what people's questions show."""
