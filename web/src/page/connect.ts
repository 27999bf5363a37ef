import { Hub } from '../worker/hub.ts';
import workerUrl from '../worker/main.ts?sharedworker&url';
import type { Credentials, FromTab, ToTab } from '../worker/messages.ts';
import { serve } from '../worker/ports.ts';
import { world } from '../world.ts';
import type { Account } from './account.ts';
import { Link, type LinkHears } from './link.ts';

/** Joins the worker of the account, which it starts when it is the first. Where there are no shared workers, each tab has a hub of its own. */
export function connect(account: Account, credentials: Credentials, hears: LinkHears): Link {
  const port = 'SharedWorker' in window ? sharedPort(account) : ownPort();
  const link = new Link((message: FromTab) => port.postMessage(message), credentials, hears);
  port.onmessage = event => link.take(event.data as ToTab);
  return link;
}

function sharedPort({ login, key }: Account): MessagePort {
  return new SharedWorker(workerUrl, { type: 'module', name: `crosspoint ${login} ${key}` }).port;
}

function ownPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const { protocol, host } = window.location;
  serve(new Hub(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`, world), port2);
  return port1;
}
