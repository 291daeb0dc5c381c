"""From a decision's annex to a draft criteria set: pure, from the cells of its tables to the text of YAML files."""
