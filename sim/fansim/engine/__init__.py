"""The day, compiled and run: rules, phases, kernels, and who carries them out."""
