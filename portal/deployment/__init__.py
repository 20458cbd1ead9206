"""`portal check`: what an installation still lacks before people may rely on it."""
