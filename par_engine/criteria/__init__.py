"""The yardstick: criteria sets as written by policy staff, checked, and ready to be compiled."""
