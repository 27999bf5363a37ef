/** What the client needs of the world around it. Tests have a world of their own, whose time they move and whose sockets they cut. */
export interface World {
  /** Milliseconds since 1970, by a clock that somebody may set. */
  now(): number;
  /** From 0 up to, but not including, 1. */
  random(): number;
  after(milliseconds: number, action: () => void): Cancel;
  /** Opens a WebSocket. `closed` comes once and last; after one's own `close` nothing comes any more. */
  connect(url: string, hears: Hears): Socket;
}

export type Cancel = () => void;

export interface Hears {
  opened(): void;
  received(text: string): void;
  closed(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(code: number): void;
}

/** The world of a browser and of Node. */
export const world: World = {
  now: Date.now,
  random: Math.random,
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  connect(url, hears) {
    const socket = new WebSocket(url);
    socket.onopen = () => hears.opened();
    socket.onmessage = event => hears.received(String(event.data));
    socket.onclose = event => hears.closed(event.code);
    return {
      send: text => socket.send(text),
      close(code) {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close(code);
      },
    };
  },
};
