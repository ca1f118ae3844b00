"""Long work in processes of its own: the queue, the processes, the files."""
