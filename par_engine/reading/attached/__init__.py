"""Files that officers attach as proof: what they are, what they say, who signed them. Nothing here trusts a file."""
