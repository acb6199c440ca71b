"""Example reports and the generator that draws them."""
