"""From criteria and evidence to points: compile, certify, gates, decide, add up, explain."""
