"""Asks one question: ask.py HOST:PORT APP QUESTION"""
import sys

from clausebook import Client

with Client(sys.argv[1]) as client:
    answer = client.ask(app=sys.argv[2], question=sys.argv[3])
    print(answer.sentence)
    for citation in answer.citations:
        print(f"  “{citation.clause.quote}” — {citation.clause.title}, line {citation.clause.line}")
