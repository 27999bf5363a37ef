import { useSyncExternalStore } from 'react';
import { type Listener, Listeners } from '../state/listeners.ts';
import type { Texts } from './texts/en.ts';

/** Times as they are shown. One clock draws all timers, aligned to the server's seconds. */

const listeners = new Listeners();
let offset = 0;
let now = Date.now();
let timer: number | undefined;

/** How far the server's clock is ahead, in milliseconds. */
export function setClockOffset(milliseconds: number): void {
  offset = milliseconds;
  tick();
}

/** The server's time in milliseconds since 1970, anew each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

export function serverNow(): number {
  return Date.now() + offset;
}

function subscribe(listener: Listener): () => void {
  const end = listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    end();
    if (listeners.areThere) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function tick(): void {
  clearTimeout(timer);
  now = serverNow();
  timer = window.setTimeout(tick, 1000 - (now % 1000) + 5);
  listeners.tell();
}

/** `0:42`, `12:04`, `1:02:10`; never less than nothing. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** "4 minutes 10 seconds". */
export function spokenDuration(seconds: number, texts: Texts): string {
  const whole = Math.max(0, Math.floor(seconds));
  return texts.say.duration(Math.floor(whole / 60), whole % 60);
}

export function clock(milliseconds: number, texts: Texts, withSeconds = false): string {
  return format(
    texts.locale,
    { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}) },
    milliseconds,
  );
}

/** "14:03" of today, "yesterday 14:03", "28 Nov 14:03". */
export function when(milliseconds: number, texts: Texts): string {
  const time = clock(milliseconds, texts);
  const days = daysAgo(milliseconds);
  if (days <= 0) return time;
  if (days === 1) return texts.history.yesterdayAt(time);
  return `${format(texts.locale, { day: 'numeric', month: 'short' }, milliseconds)} ${time}`;
}

/** "Today", "Yesterday", "Saturday 28 November". */
export function day(milliseconds: number, texts: Texts): string {
  const days = daysAgo(milliseconds);
  if (days <= 0) return texts.history.today;
  if (days === 1) return texts.history.yesterday;
  return format(texts.locale, { weekday: 'long', day: 'numeric', month: 'long' }, milliseconds);
}

function daysAgo(milliseconds: number): number {
  const midnight = new Date(serverNow()).setHours(0, 0, 0, 0);
  return Math.ceil((midnight - milliseconds) / 86_400_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions, milliseconds: number): string {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(milliseconds);
}
