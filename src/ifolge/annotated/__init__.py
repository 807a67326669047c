"""Annotation tools: how an attribution is laid out in them, and what comes back from them.

The tools (brat, INCEpTION, Label Studio) mark single spans and draw lines between them. One span
stands for the whole attribution, its anchor; sources, further cues, contents and anaphors hang on
it, and it carries the fields.
"""
