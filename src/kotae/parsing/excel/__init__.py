"""Excel workbooks, of today and of before 2007."""
