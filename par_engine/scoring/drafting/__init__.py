"""Drafts of examples: for every rule of a component a situation that reaches it, for a policy officer to review."""
