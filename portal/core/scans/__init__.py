"""The way back of paper: scans find their document by its code, are looked at, and filed as signed copies."""
