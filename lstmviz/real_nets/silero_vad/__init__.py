"""Silero VAD (Silero Team 2024): is somebody speaking, every 32 ms.

net.py: the net; `python -m lstmviz.real_nets.silero_vad` takes its weights out of the package and makes the
recording.
"""
