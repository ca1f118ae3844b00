"""What stands between Streamlit and the browser: headers, the cookie, packed files, routes, the warm start.

Nothing here imports torch: the server answers at once, and loads torch while the browser loads the page.
"""
