// A static file server for tests: right MIME types, an optional sub-path, and a
// record of what was asked for. It may be closed and opened again on its port.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.wasm', '.txt', '.md']);
const compress = promisify(brotliCompress);

/**
 * Serves `dir` below `prefix` and resolves to
 * `{ url, origin, port, requests: [{ method, path, status, bytes }], close() }`.
 *
 * `brotli` compresses at level 11 when the browser accepts it; `headers` are
 * added to every answer; `port` 0 means any free one.
 */
export async function serve(dir, { prefix = '/', port = 0, host = '127.0.0.1', brotli = false, headers = {} } = {}) {
  const base = `/${prefix}/`.replace(/\/+/g, '/');
  const root = normalize(dir).replace(/[\\/]+$/, '');
  const requests = [];
  const packed = new Map();

  async function answer(request) {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (path + '/' === base) return { status: 301, headers: { location: base } };
    if (!path.startsWith(base)) return { status: 404, body: 'outside the served folder' };
    let file = normalize(join(root, path.slice(base.length)));
    if (file !== root && !file.startsWith(root + sep)) return { status: 403, body: 'outside the served folder' };
    let facts = await stat(file);
    if (facts.isDirectory()) {
      file = join(file, 'index.html');
      facts = await stat(file);
    }
    const type = extname(file).toLowerCase();
    const found = { status: 200, body: await readFile(file), headers: {} };
    found.headers['content-type'] = TYPES[type] ?? 'application/octet-stream';
    const accepted = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    if (brotli && accepted && COMPRESSED.has(type)) {
      const key = `${file} ${facts.mtimeMs} ${facts.size}`;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      if (!packed.has(key)) packed.set(key, compress(found.body, { params }));
      found.body = await packed.get(key);
      found.headers['content-encoding'] = 'br';
    }
    return found;
  }

  const server = createServer(async (request, response) => {
    let found;
    try {
      found = await answer(request);
    } catch (error) {
      const absent = ['ENOENT', 'ENOTDIR'].includes(error.code) || error instanceof URIError;
      found = { status: absent ? 404 : 500, body: absent ? 'not found' : String(error) };
    }
    const body = Buffer.from(found.body ?? '');
    requests.push({ method: request.method, path: request.url, status: found.status, bytes: body.length });
    response.writeHead(found.status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': body.length,
      'cache-control': 'no-cache',
      ...found.headers,
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address().port;
  const origin = `http://${host}:${bound}`;
  return {
    url: origin + base,
    origin,
    port: bound,
    requests,
    /** Stops answering at once, open connections included. */
    close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      return closed;
    },
  };
}
