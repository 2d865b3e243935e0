# kotae in a container: models inside, no network at run time, read-only root, no root user.
#
#   docker build --tag kotae .
#   docker run --rm --volume ./documents:/documents:ro --volume kotae-index:/data kotae index /documents
#   docker run --rm --publish 127.0.0.1:7860:7860 --volume kotae-index:/data --env KOTAE_TOKEN=… --read-only --tmpfs /tmp kotae
#
# Pin the base by digest where builds must be repeatable: --build-arg BASE=python:3.11-slim-bookworm@sha256:…
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /source
RUN python -m venv /opt/kotae
COPY constraints.txt pyproject.toml README.md LICENSE NOTICE ./
COPY LICENSES LICENSES
COPY src src
COPY corpus corpus
# EXTRAS: mcp, ocr, generate. The default build of torch for Linux brings GPU libraries kotae doesn't use: give the
# index of its CPU builds as PIP_EXTRA_INDEX_URL.
ARG EXTRAS=mcp,ocr
ARG PIP_EXTRA_INDEX_URL=
RUN /opt/kotae/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt ".[${EXTRAS}]"
# What the first run would make: the embedding model, and the dictionary of the reading aid.
ENV KOTAE_CACHE=/opt/kotae/cache
COPY deploy/prepare.py deploy/prepare.py
RUN /opt/kotae/bin/python deploy/prepare.py
# WRITER: the name of a model in `kotae models list`, to be put inside as well (with EXTRAS=…,generate).
ARG WRITER=
RUN if [ -n "${WRITER}" ]; then /opt/kotae/bin/kotae models get "${WRITER}" --yes; fi

FROM ${BASE}
LABEL org.opencontainers.image.title="kotae" \
      org.opencontainers.image.description="Ask your own documents in Japanese or English, with exact citations" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/kotae /opt/kotae
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin kotae \
    && install --directory --owner kotae --group kotae /data
ENV PATH=/opt/kotae/bin:$PATH \
    KOTAE_CACHE=/opt/kotae/cache \
    HF_HUB_OFFLINE=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/health', timeout=4)"]
ENTRYPOINT ["kotae"]
CMD ["serve", "--api", "--host", "0.0.0.0", "--port", "7860"]
