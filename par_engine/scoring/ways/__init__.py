"""Ways to the next better step of a decision."""
