"""Nets as others use them, shipped with licence, source and recipe. A new one is a folder and a line here."""

from lstmviz.real_nets import character_model, g2pm, silero_vad
from lstmviz.real_nets.real_net import RealNet

REAL_NETS: dict[str, RealNet] = {net.name: net for net in (g2pm.NET, silero_vad.NET, character_model.NET)}
