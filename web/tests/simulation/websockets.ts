import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** The server's end of real WebSockets, as far as tests of the client's end need it: short frames, whole messages. */

const TEXT = 0x81;
const CLOSE = 0x88;

export interface Visitor {
  received(text: string): void;
  /** With the code of the client's farewell; 1006 without one. */
  closed(code: number): void;
}

export interface Guest {
  send(text: string): void;
  close(code: number): void;
  /** Without a word. */
  cut(): void;
}

export async function listen(welcome: (guest: Guest) => Visitor): Promise<{ url: string; server: Server }> {
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    read(socket, welcome(guest(socket)));
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`, server };
}

function guest(socket: Duplex): Guest {
  return {
    send: text => socket.write(frame(TEXT, Buffer.from(text))),
    close: code => socket.end(frame(CLOSE, Buffer.from([code >> 8, code & 0xff]))),
    cut: () => socket.destroy(),
  };
}

function frame(head: number, payload: Buffer): Buffer {
  const size = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([head, ...size]), payload]);
}

function read(socket: Duplex, visitor: Visitor): void {
  let came = Buffer.alloc(0);
  let code = 1006;
  socket.on('error', () => {}); // the end follows
  socket.on('close', () => visitor.closed(code));
  socket.on('data', data => {
    came = Buffer.concat([came, data]);
    for (let found = cut(came); found; found = cut(came)) {
      came = found.rest;
      if (found.head === TEXT) visitor.received(found.payload.toString());
      if (found.head !== CLOSE) continue;
      code = found.payload.readUInt16BE();
      socket.end(frame(CLOSE, found.payload));
    }
  });
}

/** The first masked frame; nothing when it is not there as a whole. */
function cut(came: Buffer): { head: number; payload: Buffer; rest: Buffer<ArrayBuffer> } | undefined {
  if (came.length < 8) return undefined;
  const [head = 0, second = 0] = came;
  const isLong = (second & 0x7f) === 126;
  const size = isLong ? came.readUInt16BE(2) : second & 0x7f;
  const begin = isLong ? 8 : 6;
  if (came.length < begin + size) return undefined;
  const mask = came.subarray(begin - 4, begin);
  const payload = Buffer.from(came.subarray(begin, begin + size).map((byte, place) => byte ^ mask[place % 4]!));
  return { head, payload, rest: Buffer.from(came.subarray(begin + size)) };
}
