"""Spreadsheets: a form as a workbook, empty or filled, and a filled workbook as what somebody typed."""
