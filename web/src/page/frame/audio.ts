import { useSyncExternalStore } from 'react';
import { type Listener, Listeners } from '../../state/listeners.ts';

/** The ringing of this browser, made of two tones: nothing is fetched. Browsers let a page be heard only after somebody has touched it. */

const listeners = new Listeners();
let context: AudioContext | undefined;
let stopRing: (() => void) | undefined;

/** Called in the handler of a click or key. */
export function allowSound(): void {
  context ??= newContext();
  context?.resume().then(
    () => listeners.tell(),
    () => {},
  );
}

/** Any touch of the page will do. */
export function allowSoundByTouch(): () => void {
  const touch = () => allowSound();
  const options = { capture: true, passive: true };
  window.addEventListener('pointerdown', touch, options);
  window.addEventListener('keydown', touch, options);
  return () => {
    window.removeEventListener('pointerdown', touch, options);
    window.removeEventListener('keydown', touch, options);
  };
}

export function isAudible(): boolean {
  return context?.state === 'running';
}

export function useIsAudible(): boolean {
  return useSyncExternalStore(onAudible, isAudible);
}

export function onAudible(listener: Listener): () => void {
  return listeners.add(listener);
}

/** Until it is stopped: two seconds in five. */
export function startRinging(volume: number): void {
  if (stopRing || !context) return;
  stopRing = ring(context, volume, Number.POSITIVE_INFINITY);
}

export function stopRinging(): void {
  stopRing?.();
  stopRing = undefined;
}

/** Once, to hear how loud it is. */
export function testRinging(volume: number): void {
  allowSound();
  if (context) ring(context, volume, 1);
}

function newContext(): AudioContext | undefined {
  try {
    const made = new AudioContext();
    made.onstatechange = () => listeners.tell();
    return made;
  } catch {
    return undefined; // a machine without sound
  }
}

function ring(audio: AudioContext, volume: number, times: number): () => void {
  const loudness = new GainNode(audio, { gain: 0 });
  loudness.connect(audio.destination);
  const tones = [440, 480].map(frequency => new OscillatorNode(audio, { frequency }));
  for (const tone of tones) {
    tone.connect(loudness);
    tone.start();
  }
  let timer: number | undefined;
  const stop = () => {
    clearTimeout(timer);
    for (const tone of tones) tone.stop();
    loudness.disconnect();
  };
  const burst = (left: number) => {
    if (left <= 0) return stop();
    const { currentTime: now } = audio;
    loudness.gain.setTargetAtTime(volume * 0.25, now, 0.02);
    loudness.gain.setTargetAtTime(0, now + 1.6, 0.05);
    timer = window.setTimeout(() => burst(left - 1), 4000);
  };
  burst(times);
  return stop;
}
