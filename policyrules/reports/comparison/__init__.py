"""A comparison of two versions of a policy as tables, a page with charts, a review comment, a workbook, frames."""
