"""What Word, PowerPoint and Excel have in common: drawings, colours, formulas, formats of numbers."""
