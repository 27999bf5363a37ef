import { createInterface } from 'node:readline';
import { world } from '../world.ts';
import { Runner } from './runner.ts';

/** Clients that are told what to do on standard input; ends when that ends. `tools/web node web/src/node/main.ts` runs it. */

const FAREWELL = 2000;

const runner = new Runner(world, line => process.stdout.write(`${line}\n`));
const orders = createInterface({ input: process.stdin });
orders.on('line', line => runner.take(line));
orders.on('close', () => {
  runner.close();
  setTimeout(() => process.exit(), FAREWELL).unref(); // a connection may be dead, and nobody answers
});
