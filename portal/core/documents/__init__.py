"""Documents: drafts, submission, snapshots, numbers, lists."""
