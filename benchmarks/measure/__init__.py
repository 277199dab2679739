"""What the benchmarks of the wire are made of: a terminal, a yardstick, a link, programs and their scripts."""
