"""A small province of invented reports with planted facts, for trying questions out and testing answers.

Names and codes of regions are real, so that they are found in `dim_region`; **every figure is invented**, and
each report says so in its first paragraph. What an analyst must find is written down while it is planted
(`Planted`), so that tests compare with it and not with numbers copied from an answer.
"""
