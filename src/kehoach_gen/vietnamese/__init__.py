"""The Vietnamese language: letters, spelling for comparison, dates in words, faults of typing.

Import from the module that holds the word (`vietnamese.fold`, `vietnamese.dates`): each loads alone, and fast.
"""
