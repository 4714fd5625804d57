"""What a group does: its own meetings with who came, its papers, and who has taken on what."""
