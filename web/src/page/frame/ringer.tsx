import { useEffect } from 'react';
import { useLink, useTexts } from '../context.ts';
import { settings } from '../settings.ts';
import { allowSoundByTouch, isAudible, onAudible, startRinging, stopRinging } from './audio.ts';
import { notifyOf } from './notifications.ts';
import type { Ringing } from './ringing.ts';

/** Rings and notifies when the worker says that it is up to this tab. Not by drawing: a hidden tab draws nothing. */
export function Ringer({ ringing }: { readonly ringing: Ringing }) {
  const link = useLink();
  const texts = useTexts();
  useEffect(() => {
    const audible = () => {
      link.isAudible = isAudible();
      link.here();
    };
    const endings = [allowSoundByTouch(), onAudible(audible)];
    audible();
    return () => {
      for (const end of endings) end();
    };
  }, [link]);
  useEffect(() => {
    const act = () => {
      const { isRinging, isNotifying, volume } = settings.get();
      if (isRinging && ringing.calls.length > 0) startRinging(volume);
      else stopRinging();
      notifyOf(isNotifying ? ringing.calls : [], texts);
    };
    const end = ringing.subscribe(act);
    act();
    return () => {
      end();
      stopRinging();
      notifyOf([], texts);
    };
  }, [ringing, texts]);
  return null;
}
