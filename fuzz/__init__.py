"""The long run (`make fuzz`): random criteria sets and submissions, three evaluators, one answer."""
