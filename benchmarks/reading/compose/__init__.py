"""Newspaper pages composed with their gold: invented articles, set at random in the style of many newspapers.

A page depends on its seed and number alone (its PDF also on Chromium and the fonts).
"""
