"""The steps by which past minutes are read: lines, headings, parts, attendance, items, facts, doubts."""
