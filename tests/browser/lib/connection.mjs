// The DevTools protocol over one WebSocket, with flat sessions; and WebDriver BiDi, which is alike.

import WebSocket from 'ws';

/** Opens the socket; resolves to a `Connection`. */
export async function connect(address) {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 512 * 1024 * 1024 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return new Connection(socket);
}

/** Calls and events of every session of one browser. */
export class Connection {
  #socket;
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();
  #ended = null;
  #end;

  /** Rejects when the browser is gone; never resolves. */
  ended = new Promise((_, reject) => {
    this.#end = reject;
  });

  constructor(socket) {
    this.ended.catch(() => {});
    this.#socket = socket;
    socket.on('message', data => this.#receive(JSON.parse(data)));
    socket.on('error', () => {});
    socket.on('close', () => this.fail(new Error('the browser closed the connection')));
  }

  /** Calls `method`, in the browser itself or in a session. */
  send(method, params = {}, sessionId = undefined) {
    if (this.#ended) return Promise.reject(new Error(`${method}: ${this.#ended.message}`));
    const id = this.#next++;
    // Made here so that a failure shows the caller's lines, not the socket's.
    const error = new Error(method);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, error });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** Calls `listener(method, params, sessionId)` for each event; returns a function that stops it. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rejects everything that still waits, and all later calls. */
  fail(reason) {
    this.#ended ??= reason;
    this.#end(this.#ended);
    for (const { reject, error } of this.#waiting.values()) {
      error.message += `: ${this.#ended.message}`;
      reject(error);
    }
    this.#waiting.clear();
  }

  close() {
    this.#socket.terminate();
  }

  #receive({ id, result, error, message, method, params, sessionId }) {
    if (id === undefined) {
      for (const listener of this.#listeners) listener(method, params, sessionId);
      return;
    }
    const call = this.#waiting.get(id);
    if (!call) return;
    this.#waiting.delete(id);
    if (!error) {
      call.resolve(result);
      return;
    }
    // Firefox gives the kind of error and the message side by side.
    call.error.message += message ? `: ${error}: ${message}` : `: ${error.message}${error.data ? ` (${error.data})` : ''}`;
    call.reject(call.error);
  }
}
