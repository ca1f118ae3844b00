# docker build -t lstmviz . && docker run --rm -p 127.0.0.1:8501:8501 lstmviz
FROM python:3.11-slim

# PyTorch for processors only: a tenth of the size of the one for graphics cards.
WORKDIR /lstmviz
COPY requirements.txt .
RUN sed '/^# What checks it/,$d' requirements.txt > run.txt \
    && pip install --no-cache-dir -r run.txt --extra-index-url https://download.pytorch.org/whl/cpu
COPY . .
RUN pip install --no-cache-dir --no-deps . \
    && useradd --create-home visitor \
    && install --directory --owner visitor /shared
USER visitor
WORKDIR /home/visitor
EXPOSE 8501
CMD ["lstmviz", "--address", "0.0.0.0"]
