"""What a user has chosen once and for all, in a file: keys, looks, library, filters, limits."""
