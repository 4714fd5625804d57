# The site as a container: small, not root, with a read-only root folder; what it keeps lies in /var/lib/forum.
FROM python:3.13-slim AS made
WORKDIR /opt/forum
RUN python -m venv .venv
COPY requirements.txt .
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt && .venv/bin/pip check
COPY . .
RUN FORUM_VAR=/tmp/var .venv/bin/python manage.py catalogues --compile && rm -rf tests bench docs/pictures

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /opt/forum forum && install -d -o forum -g forum -m 700 /var/lib/forum /var/backups/forum
COPY --from=made /opt/forum /opt/forum
WORKDIR /opt/forum
USER forum
ENV FORUM_VAR=/var/lib/forum PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
VOLUME ["/var/lib/forum", "/var/backups/forum"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD [".venv/bin/python", "-c", "import os, urllib.request as u; host = os.environ['SITE_ORIGIN'].split('/')[2]; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=4)"]
ENTRYPOINT [".venv/bin/python", "manage.py"]
CMD ["serve", "--only", "site", "--bind", "0.0.0.0"]
