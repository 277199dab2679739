"""What the reader can be told to do. A new key is a new class in one of these modules."""
