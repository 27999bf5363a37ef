import { beforeEach, describe, expect, test } from 'vitest';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import { SimulatedWorld } from '../../tests/simulation/world.ts';
import { Hub } from './hub.ts';
import type { FromTab, ToTab } from './messages.ts';

const SECOND = 1000;
const CALL = { id: '7.1', line: '4', state: 'ringing', direction: 'in', name: 'Gate', number: '1099', since: 0 };
const CREDENTIALS = { login: 'desk4', password: 'secret' };

let world: SimulatedWorld;
let server: SimulatedServer;
let hub: Hub;

class SimulatedTab {
  readonly heard: ToTab[] = [];
  readonly port = (message: ToTab) => {
    this.heard.push(message);
    if (this.isAlive && message.tell === 'are_you_there') this.here();
    if (this.isAlive && message.tell === 'values') queueMicrotask(() => this.say({ do: 'drawn' }));
  };
  isAlive = true;
  isVisible = true;
  isAudible = false;

  say(message: FromTab): void {
    hub.take(this.port, message);
  }
  begin(wants: string[] = []): this {
    this.say({ do: 'begin', credentials: CREDENTIALS, wants });
    this.here();
    return this;
  }
  here(): void {
    this.say({ do: 'here', isVisible: this.isVisible, isAudible: this.isAudible });
  }
  get rings(): string[] {
    const last = this.heard.findLast(message => message.tell === 'ringing');
    return last?.tell === 'ringing' ? last.calls.map(({ id }) => id) : [];
  }
  get token(): string | undefined {
    const last = this.heard.findLast(message => message.tell === 'token');
    return last?.tell === 'token' ? last.token : undefined;
  }
  value(key: string): unknown {
    for (const message of this.heard.toReversed()) {
      const value = message.tell === 'values' && message.values.find(([name]) => name === key);
      if (value) return value[1];
    }
    return undefined;
  }
}

beforeEach(() => {
  world = new SimulatedWorld();
  server = new SimulatedServer(world);
  server.fill('phones', ['4', '5']);
  hub = new Hub('ws://crosspoint/ws', world);
});

const ring = async () => {
  server.setCalls([CALL]);
  await world.pass(SECOND);
};

describe('tabs', () => {
  test('share one connection', async () => {
    const [first, second] = [new SimulatedTab().begin(['status']), new SimulatedTab().begin(['status'])];
    await world.pass(SECOND);
    expect(server.connections).toBe(1);
    expect(first.value('status')).toEqual({ state: 'live' });
    expect(second.value('status')).toEqual({ state: 'live' });
  });

  test('keep the newest token, also those that come later', async () => {
    const first = new SimulatedTab().begin();
    await world.pass(SECOND);
    const second = new SimulatedTab().begin();
    expect(first.token).toBeDefined();
    expect(second.token).toBe(first.token);
  });

  test('that nobody knows have to begin again', async () => {
    const tab = new SimulatedTab();
    tab.say({ do: 'drawn' });
    expect(tab.heard).toEqual([{ tell: 'who_are_you' }]);
  });

  test('that never say goodbye are forgotten', async () => {
    const lost = new SimulatedTab().begin(['status']);
    await world.pass(SECOND);
    lost.isAlive = false;
    await world.pass(700 * SECOND);
    lost.heard.length = 0;
    server.reachable(false);
    server.cut();
    await world.pass(60 * SECOND);
    expect(lost.heard).toEqual([]);
  });

  test('hear how their commands went', async () => {
    const tab = new SimulatedTab().begin();
    await world.pass(SECOND);
    tab.say({ do: 'command', ref: 1, message: { class: 'hangup' } });
    await world.pass(SECOND);
    expect(tab.heard.filter(message => message.tell === 'outcome')).toEqual([{ tell: 'outcome', ref: 1 }]);
  });

  test('forget the token when the user signs out', async () => {
    const [first, second] = [new SimulatedTab().begin(), new SimulatedTab().begin()];
    await world.pass(SECOND);
    first.say({ do: 'order', order: { name: 'sign_out', everywhere: false } });
    await world.pass(SECOND);
    expect([first.token, second.token]).toEqual([undefined, undefined]);
    expect(hub.client.status.state).toBe('signed_out');
  });
});

describe('one tab rings', () => {
  test('the one that was seen last of those that can be heard', async () => {
    const tabs = [new SimulatedTab(), new SimulatedTab(), new SimulatedTab()];
    for (const tab of tabs) tab.begin();
    tabs[0]!.isAudible = tabs[1]!.isAudible = true;
    for (const tab of tabs) tab.here();
    await world.pass(SECOND);
    await ring();
    expect(tabs.map(tab => tab.rings)).toEqual([[], ['7.1'], []]);
  });

  test('another one goes on when it is closed or dies', async () => {
    const tabs = [new SimulatedTab().begin(), new SimulatedTab().begin(), new SimulatedTab().begin()] as const;
    await world.pass(SECOND);
    await ring();
    tabs[2].say({ do: 'gone' });
    expect(tabs[1].rings).toEqual(['7.1']);
    tabs[1].isAlive = false;
    await world.pass(60 * SECOND);
    expect(tabs[0].rings).toEqual(['7.1']);
  });

  test('and stops when the call is answered', async () => {
    const tab = new SimulatedTab().begin();
    await world.pass(SECOND);
    await ring();
    expect(tab.rings).toEqual(['7.1']);
    server.setCalls([{ ...CALL, state: 'up' }]);
    await world.pass(SECOND);
    expect(tab.rings).toEqual([]);
  });
});
