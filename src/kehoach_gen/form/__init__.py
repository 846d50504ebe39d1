"""What one agency is asked for one period, and what it answered."""

from kehoach_gen.form.model import PROGRESS, Answer, Form, Item, Letter, Line, Remarks

__all__ = ["PROGRESS", "Answer", "Form", "Item", "Letter", "Line", "Remarks"]
