"""What one sees inside a recurrent layer."""
