"""Fills a questionnaire: fill.py HOST:PORT APP FILE OUT"""
import sys

from clausebook import Client
from clausebook.v1 import response_pb2

address, app, path, out = sys.argv[1:]
with Client(address) as client:
    filled = client.fill(app, path, out, include_unapproved=True)
    for sheet in filled.head.sheets:
        print(f"{sheet.sheet}: {sheet.layout or 'no questions'}")
    for item in filled.items:
        if item.status == response_pb2.RESPONSE_STATUS_NEEDS_REVIEW:
            print(f"  {item.location} {item.question_text} — {item.explanation}")
    summary = filled.head.summary
    print(f"{summary.answered_count} answered, {summary.needs_review_count} need a person")
