// The page asks nobody but its own site. Where every other host would be stands a canary that counts who comes, and
// each request that the page makes is looked at besides.

import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';

// What a browser asks its maker by itself comes to nothing; that a page asks there, the look at its requests tells.
const MAKER = ['*.google.com', '*.googleapis.com', '*.gstatic.com', '*.gvt1.com'];

const calls = [];
const count = { browsers: 0, requests: 0, elsewhere: 0 };
let port;

// `cargo xtask test` adds up what each test file writes here.
process.on('exit', () => {
  const book = process.env.YARDSTICK_CANARY;
  if (book && count.browsers > 0) appendFileSync(book, `${count.browsers} ${count.requests} ${count.elsewhere}\n`);
});

/** The argument that leads a browser to the canary whatever host it asks for, but for `hosts`, which are this machine. */
export async function fence(hosts = []) {
  port ??= new Promise(resolve => {
    const server = createServer(socket => {
      socket.on('error', () => {});
      // The name of the host is in the first bytes, encrypted or not.
      socket.once('data', data => {
        noted(`a call: ${data.toString('latin1').replace(/[^ -~]+/g, ' ').slice(0, 300)}`);
        socket.destroy();
      });
    });
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
    server.unref();
  });
  count.browsers += 1;
  const near = [...hosts.map(host => `MAP ${host} 127.0.0.1`), ...MAKER.map(host => `MAP ${host} ~NOTFOUND`)];
  return `--host-resolver-rules=${[...near, `MAP * 127.0.0.1:${await port}`, 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ')}`;
}

/** Looks at a request of a document. */
export function looked(url, documentUrl) {
  if (!/^(https?|wss?):/.test(url)) return;
  count.requests += 1;
  if (new URL(url).origin !== new URL(documentUrl).origin) noted(`${documentUrl} asked for ${url}`);
}

function noted(call) {
  count.elsewhere += 1;
  calls.push(call);
}

/** What went elsewhere since the last time; for the canary's own test, which takes it off the count. */
export function taken() {
  count.elsewhere -= calls.length;
  return calls.splice(0);
}

/** Fails when anything went elsewhere. */
export function quiet() {
  if (calls.length > 0) throw new Error(`asked of others:\n${calls.splice(0).join('\n')}`);
}
