import type { Hub, Port } from './hub.ts';
import type { FromTab } from './messages.ts';

/** Lets a tab at the other end of a MessagePort talk to the hub. */
export function serve(hub: Hub, port: MessagePort): void {
  const tell: Port = message => port.postMessage(message);
  port.onmessage = event => hub.take(tell, event.data as FromTab);
}
