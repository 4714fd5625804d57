"""The catalogues: which strings there are, whether each has its Welsh, and what a machine can proofread."""
