"""Route, task, decision: the engine."""
