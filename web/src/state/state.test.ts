import { expect, test } from 'vitest';
import type { ChatLine, ServerMessage } from '../wire/protocol.ts';
import { Chat } from './chat.ts';
import { Clock } from './clock.ts';
import { Store } from './store.ts';
import { takeTopic } from './topics.ts';

const line = (person: string, text: string): ChatLine => ({
  class: 'chitchat',
  alias: person,
  text,
  from: ['', person],
  to: ['', ''],
  timenow: 0,
});
const figures = (of: object) => ({ class: 'getqueuesstats', stats: { 7: of }, timenow: 0 }) as unknown as ServerMessage;

test('the clock goes by the median of the last eight messages', () => {
  const clock = new Clock();
  expect(clock.offset).toBe(0);
  for (const held of [0, 0, 0, 0, 0, 900_000, 900_000, 900_000]) clock.take(1000, 998_000 + held);
  expect(clock.offset).toBe(2000);
  for (let count = 0; count < 8; count++) clock.take(1000, 1_003_000);
  expect(clock.offset).toBe(-3000);
});

test('the last 500 chat lines of a person are kept, those of the last 200 people', () => {
  const store = new Store();
  const chat = new Chat(store);
  for (let number = 0; number <= 500; number++) chat.take(line('p0', String(number)));
  const lines = store.get<ChatLine[]>('chat/p0') ?? [];
  expect([lines.length, lines[0]?.text, lines.at(-1)?.text]).toEqual([500, '1', '500']);
  for (let person = 1; person < 200; person++) chat.take(line(`p${person}`, ''));
  chat.take(line('p0', 'again'));
  chat.take(line('p200', ''));
  expect(store.get('chat/p1')).toBeUndefined();
  expect(store.get<ChatLine[]>('chat/p0')?.at(-1)?.text).toBe('again');
});

test('the parts of the figures of a queue stand together, and a longest wait goes with the last caller', () => {
  const store = new Store();
  takeTopic(figures({ 'Xivo-LoggedAgents': 3 }), store);
  takeTopic(figures({ 'Xivo-WaitingCalls': 1, 'Xivo-LongestWaitTime': 12 }), store);
  takeTopic(figures({ 'Xivo-EWT': '6' }), store);
  expect(store.get('queue_figures/7')).toEqual({
    'Xivo-LoggedAgents': 3,
    'Xivo-WaitingCalls': 1,
    'Xivo-LongestWaitTime': 12,
    'Xivo-EWT': '6',
  });
  takeTopic(figures({ 'Xivo-WaitingCalls': 0 }), store);
  expect(store.get('queue_figures/7')).toEqual({ 'Xivo-LoggedAgents': 3, 'Xivo-WaitingCalls': 0, 'Xivo-EWT': '6' });
});

test('how the link to the exchange is', () => {
  const store = new Store();
  takeTopic({ class: 'exchange', state: 'connecting', since: 1796091602.1, timenow: 1796091603, seq: 5 }, store);
  expect(store.get('exchange')).toEqual({ state: 'connecting', since: 1796091602.1 });
});

test('figures of the past are an answer to who asked, and no state', () => {
  const store = new Store();
  expect(takeTopic({ ...figures({ 'Xivo-Join': '12' }), replyid: 3 } as ServerMessage, store)).toBe(false);
  expect(store.get('queue_figures/7')).toBeUndefined();
});
