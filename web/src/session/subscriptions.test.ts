import { expect, test } from 'vitest';
import type { ClientMessage } from '../wire/protocol.ts';
import { Subscriptions } from './subscriptions.ts';

const QUEUE: ClientMessage = { class: 'subscribe', message: 'queueentryupdate', queueid: '2' };
const LINE: ClientMessage = { class: 'register_endpoint_status_update', endpoint_ids: [['server', 4]] };

test('what two want is asked for once, and again after a login', () => {
  const sent: ClientMessage[] = [];
  const subscriptions = new Subscriptions(message => sent.push(message));
  subscriptions.add(QUEUE);
  subscriptions.add({ ...QUEUE });
  expect(sent).toEqual([QUEUE]);
  subscriptions.repeat();
  expect(sent).toEqual([QUEUE, QUEUE]);
});

test('it ends when the last one ends it, in the words of the protocol where it has any', () => {
  const sent: ClientMessage[] = [];
  const subscriptions = new Subscriptions(message => sent.push(message));
  const ends = [subscriptions.add(LINE), subscriptions.add(LINE), subscriptions.add(QUEUE)];
  sent.length = 0;
  ends[0]!();
  ends[0]!();
  expect(sent).toEqual([]);
  ends[1]!();
  ends[2]!();
  expect(sent).toEqual([{ ...LINE, class: 'unregister_endpoint_status_update' }]);
  subscriptions.repeat();
  expect(sent.length).toBe(1);
});

test('there are no more than 5000', () => {
  const subscriptions = new Subscriptions(() => {});
  for (let id = 0; id < 5000; id++) subscriptions.add({ ...QUEUE, queueid: id } as ClientMessage);
  expect(() => subscriptions.add(LINE)).toThrow('5000');
});
