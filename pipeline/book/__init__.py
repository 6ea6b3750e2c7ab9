"""What people read: tables in the terminal, lists to hand on.

What belongs here: choosing and wording what the warehouse already says.
What must not: judging a figure, or reading a document.
"""
