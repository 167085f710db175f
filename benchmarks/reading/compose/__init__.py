"""Newspaper pages drawn with their gold: invented articles, set by chance in the style of many houses.

A page depends on its seed and number alone (and, in its PDF, on Chromium and the fonts).
"""
