"""Reproducible measurements. Ratios side by side in one run, since machines differ and are noisy."""
