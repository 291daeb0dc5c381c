"""What an agency hands in: submissions, values, documents, and the checks that need no criteria."""
