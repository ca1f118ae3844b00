"""What runs: recurrent cells as the papers write them, and the nets built on PyTorch's layers."""
