"""The lost-points list: what was lost or is still open, why, what regains how much, who must act by when."""
