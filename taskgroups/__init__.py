"""Task and Finish Groups, from the remit to the final report."""
