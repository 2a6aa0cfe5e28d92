# The service with its bundled models, on a CPU. Build: docker build -t newsfuse .   Run: docker compose up
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY summarizer ./summarizer
COPY models ./models
COPY service ./service
RUN pip install --no-cache-dir build && python -m build --wheel --outdir /wheels .
RUN python -m venv /opt/newsfuse \
    && wheel="$(ls /wheels/*.whl)" \
    && /opt/newsfuse/bin/pip install --no-cache-dir --constraint constraints.txt "${wheel}[service,tracing,redis]"

# To run models beside the bundled ones, build with --build-arg EXTRA=transformers: adds torch for the CPU.
ARG EXTRA=
RUN if [ -n "$EXTRA" ]; then \
        wheel="$(ls /wheels/*.whl)" \
        && /opt/newsfuse/bin/pip install --no-cache-dir --constraint constraints.txt \
            --extra-index-url https://download.pytorch.org/whl/cpu "${wheel}[$EXTRA]"; \
    fi

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/newsfuse --create-home newsfuse
COPY --from=build /opt/newsfuse /opt/newsfuse
ENV PATH=/opt/newsfuse/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    NEWSFUSE_HOST=0.0.0.0 \
    NEWSFUSE_LOG_FORMAT=json \
    NEWSFUSE_JOBS_URL=sqlite:////var/lib/newsfuse/jobs.sqlite
USER 10001
VOLUME /var/lib/newsfuse
EXPOSE 8000
# Only the process's own health: while models load, or while it drains, it is alive.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('NEWSFUSE_PORT', 8000)}/livez\", timeout=4)"]
STOPSIGNAL SIGTERM
# Without a key file the service refuses to listen on 0.0.0.0: give one, or say --allow-anonymous.
CMD ["summarize", "serve"]
