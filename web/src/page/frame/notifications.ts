import { useEffect, useState } from 'react';
import type { RingingCall } from '../../worker/messages.ts';
import { partyOf } from '../calls/use_calls.ts';
import type { Texts } from '../texts/en.ts';

/** The browser's notifications of calls: one for each, gone when it does not ring any more. */

const shown = new Map<string, Notification>();

export function notifyOf(calls: readonly RingingCall[], texts: Texts): void {
  for (const [id, notification] of shown) {
    if (calls.some(call => call.id === id)) continue;
    notification.close();
    shown.delete(id);
  }
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  for (const call of calls) {
    if (shown.has(call.id)) continue;
    const notification = new Notification(partyOf(call, texts), {
      body: texts.say.rings(partyOf(call, texts), call.queue),
      tag: call.id,
    });
    notification.onclick = () => window.focus();
    shown.set(call.id, notification);
  }
}

/** What the browser says about notifications; `unsafe` on a page without https. */
export function useMayNotify(): NotificationPermission | 'unsafe' {
  const [may, setMay] = useState(mayNotify);
  useEffect(() => {
    let status: PermissionStatus | undefined;
    const changed = () => setMay(mayNotify());
    navigator.permissions?.query({ name: 'notifications' }).then(
      found => {
        status = found;
        status.onchange = changed;
      },
      () => {},
    );
    return () => {
      if (status) status.onchange = null;
    };
  }, []);
  return may;
}

function mayNotify(): NotificationPermission | 'unsafe' {
  return window.isSecureContext && 'Notification' in window ? Notification.permission : 'unsafe';
}
