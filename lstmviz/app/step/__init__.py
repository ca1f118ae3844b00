"""The Step page: a trained LSTM over a sequence, beside a vanilla RNN."""
