"""How a trace is shown: colours, figures, equations and the stepper. Knows neither torch nor Streamlit."""
