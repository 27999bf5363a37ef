import { useEffect, useRef } from 'react';
import type { Result } from '../../desk/results.ts';
import type { Call } from '../../desk/user.ts';
import type { Missed, Status } from '../../status.ts';
import { spokenResult } from '../calls/results.tsx';
import { partyOf } from '../calls/use_calls.ts';
import { useTexts, useValue } from '../context.ts';
import type { Texts } from '../texts/en.ts';
import { clock } from '../time.ts';
import { type Say, useAnnouncer } from './announcer.tsx';

/** Says what happens to the user's calls and to the connection, a sentence each. */

const SAID_AFTER = 2000;
const ALARMING_AFTER = 15_000;

export function SpokenChanges() {
  useSpokenCalls();
  useSpokenResults();
  useSpokenStatus();
  return null;
}

function useSpokenCalls(): void {
  const texts = useTexts();
  const say = useAnnouncer();
  const calls = useValue<readonly Call[]>('calls');
  const before = useRef<readonly Call[] | undefined>(undefined);
  useEffect(() => {
    // What is there when one comes has not just happened.
    if (calls && before.current) sayChanges(before.current, calls, say, texts);
    before.current = calls;
  }, [calls, say, texts]);
}

function sayChanges(before: readonly Call[], calls: readonly Call[], say: Say, texts: Texts): void {
  for (const call of calls) {
    const was = before.find(({ id }) => id === call.id);
    const party = partyOf(call, texts);
    if (call.state === was?.state && call.number === was.number) continue;
    if (call.state === 'ringing' && !was) say('assertive', texts.say.rings(party, call.queue));
    else if (call.state === 'dialling') say('polite', texts.say.dialling(party));
    else if (call.state === 'hold') say('polite', texts.say.held);
    else if (call.state === 'consult' && call.waiting) say('polite', texts.say.consult(party, partyOf(call.waiting, texts)));
    else if (call.state === 'up' && was)
      say('polite', was.waiting || was.state === 'hold' ? texts.say.resumed(party) : texts.say.talking(party));
  }
}

function useSpokenResults(): void {
  const texts = useTexts();
  const say = useAnnouncer();
  const results = useValue<readonly Result[]>('results');
  const said = useRef<ReadonlySet<string> | undefined>(undefined);
  useEffect(() => {
    if (!results) return;
    const keys = new Map(results.map(result => [`${result.id} ${result.outcome}`, result]));
    for (const [key, result] of keys) {
      if (said.current && !said.current.has(key) && result.outcome !== 'pending') say('polite', spokenResult(result, texts));
    }
    said.current = new Set(keys.keys());
  }, [results, say, texts]);
}

function useSpokenStatus(): void {
  const texts = useTexts();
  const say = useAnnouncer();
  const status = useValue<Status>('status');
  const missed = useValue<Missed & { at: number }>('missed');
  const saidMissed = useRef<number>(undefined);
  const since = status?.state === 'reconnecting' || status?.state === 'old' ? status.since : undefined;
  useEffect(() => {
    if (since === undefined) return;
    const sentence = () => texts.say.reconnecting(clock(since, texts));
    const timers = [
      setTimeout(() => say('polite', sentence()), SAID_AFTER),
      setTimeout(() => say('assertive', sentence()), ALARMING_AFTER),
    ];
    return () => timers.forEach(clearTimeout);
  }, [since, say, texts]);
  useEffect(() => {
    if (!missed || saidMissed.current === missed.at) return;
    const isFirst = saidMissed.current === undefined && Date.now() - missed.at > SAID_AFTER;
    saidMissed.current = missed.at;
    if (isFirst) return;
    const sentence = missed.lost
      ? texts.say.liveLost
      : missed.kind === 'nothing'
        ? texts.say.liveNothingMissed
        : texts.say.liveReloaded;
    say('polite', sentence);
  }, [missed, say, texts]);
}
