"""What changed between two criteria sets, told in the language of policy."""
