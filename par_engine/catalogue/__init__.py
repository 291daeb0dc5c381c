"""What criteria and submissions may refer to: indicators, kinds of proof, legal texts."""
