import { world } from '../world.ts';
import { Hub } from './hub.ts';
import { serve } from './ports.ts';

/** The SharedWorker: one for each sign-in and each build, since both are in its name and address. */

const { protocol, host } = self.location;
const hub = new Hub(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`, world);

self.addEventListener('connect', event => {
  const [port] = (event as MessageEvent).ports;
  if (port) serve(hub, port);
});
