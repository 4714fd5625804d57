"""The steps by which past minutes, pasted or from Word, are read: lines, parts, attendance, items, facts, doubts."""
