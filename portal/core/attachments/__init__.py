"""Attachments: files kept beside a document as evidence, by their content."""
