"""One sealed file with everything that a company put into the portal: made, restored, rehearsed (ADR 50)."""
