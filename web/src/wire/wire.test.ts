import { expect, test } from 'vitest';
import { ANSWERED, nameOf, parse, refusal } from './protocol.ts';
import { fault } from './validator.ts';

const line = {
  class: 'getlist',
  function: 'updatestatus',
  listname: 'phones',
  tipbxid: 'xivo',
  tid: '4',
  status: { hintstatus: '8' },
  timenow: 1.5,
};

test('what is described has no fault', () => {
  expect(fault('server', line)).toBeUndefined();
  expect(fault('server', { ...line, replyid: 7 })).toBeUndefined();
  expect(fault('client', { class: 'featuresput', function: 'fwd', value: { enableunc: 1, destunc: '1015' } })).toBeUndefined();
});

test.each([
  ['a class that nobody knows', { class: 'nonsense', timenow: 1 }, 'not described'],
  ['a field that is missing', { class: 'dial_success', timenow: 1 }, 'exten missing'],
  ['a field too many', { class: 'dial_success', exten: '1', more: 1, timenow: 1 }, 'more: is not described'],
  ['another type', { class: 'dial_success', exten: 1, timenow: 1 }, 'exten: 1 is no text'],
  ['a value that is not allowed', { ...line, status: { hintstatus: '3' } }, 'status: '],
  ['a number that is not whole', { class: 'login_pass', capalist: [1.5], timenow: 1 }, 'capalist: 1.5 is no integer'],
  ['an array of another length', { class: 'login_pass', capalist: [1, 2], timenow: 1 }, 'no array of 1'],
  [
    'a pattern that does not match as a whole',
    { class: 'login_id', sessionid: 'k3Vd09TzQa!', xivoversion: '2.2', timenow: 1 },
    'does not match',
  ],
  ['a push that is a reply', { class: 'disconnect', type: 'force', timenow: 1, replyid: 2 }, 'not described'],
  ['a key of a map', { class: 'getqueuesstats', stats: { x: { 'Xivo-LoggedAgents': 1 } }, timenow: 1 }, 'does not match'],
])('%s is a fault', (_name, message, found) => {
  expect(fault('server', message)).toContain(found);
});

test('requests have the names that messages.yml gives them', () => {
  expect(nameOf({ class: 'hangup' })).toBe('hangup');
  expect(nameOf({ class: 'subscribe', message: 'meetme_update' })).toBe('subscribe meetme_update');
  expect(nameOf({ class: 'ipbxcommand', command: 'meetme', function: 'MeetmeMute', functionargs: ['4000', '1'] })).toBe(
    'ipbxcommand meetme MeetmeMute',
  );
});

test('a request counts as answered when it has more than a refusal', () => {
  expect(['ipbxcommand dial', 'history', 'hangup', 'availstate'].map(name => ANSWERED.has(name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a frame that is no message is none', () => {
  expect(['', '{', '[]', '1', 'null', '{}'].map(parse)).toEqual(Array(6).fill(undefined));
});

test('only what is refused has a refusal', () => {
  expect(refusal({ class: 'ipbxcommand', error_string: 'service_unavailable', timenow: 1 })).toBe('service_unavailable');
  expect(refusal({ class: 'keepalive', timenow: 1 })).toBeUndefined();
});
