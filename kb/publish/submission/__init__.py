"""Describe the submission form: fields, rules, messages."""
