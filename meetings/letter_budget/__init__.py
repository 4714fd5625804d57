"""How many letters a person gets in a cycle at most, and how many they got."""
