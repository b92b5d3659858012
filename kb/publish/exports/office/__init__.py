"""What files of Word, Excel and PowerPoint have in common."""
