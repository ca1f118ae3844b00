"""The Streamlit side: what a visitor chooses, and how it is placed on a page."""
