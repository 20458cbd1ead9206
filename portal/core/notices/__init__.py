"""Telling people what happened: in the portal, by mail, by robots; rows are the truth."""
