"""g2pM (Park & Lee 2020): how a Chinese character with several readings is read in this sentence.

net.py: the net; `python -m lstmviz.real_nets.g2pm` takes its weights out of the package and scores it.
"""
