"""Decisions and policies as a person reads them: tables, workbooks, pages, dataframes."""
