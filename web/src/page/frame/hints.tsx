import { Button } from 'react-aria-components';
import { useSettings, useTexts } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { settings } from '../settings.ts';
import { allowSound, useIsAudible } from './audio.ts';
import { useMayNotify } from './notifications.ts';

/** Three hints for the first day, one at a time, each closed for ever. */
export function Hints() {
  const texts = useTexts();
  const { closedHints, isRinging, isNotifying } = useSettings();
  const isAudible = useIsAudible();
  const mayNotify = useMayNotify();
  const wanted = [(isRinging && !isAudible) || (isNotifying && mayNotify === 'default') ? 'sound' : '', 'find', 'keys'].find(
    name => name !== '' && !closedHints.includes(name),
  ) as 'sound' | 'find' | 'keys' | undefined;
  if (!wanted) return null;
  const close = () => settings.set({ closedHints: [...closedHints, wanted] });
  const allow = () => {
    allowSound();
    if (mayNotify === 'default') Notification.requestPermission().catch(() => {});
    close();
  };
  return (
    <section className="card hint">
      <Icon name={wanted === 'sound' ? 'bell' : 'keyboard'} />
      <p>{texts.hints[wanted]}</p>
      {wanted === 'sound' && (
        <Button className="button small" onPress={allow}>
          {texts.hints.allow}
        </Button>
      )}
      <Button className="button ghost small" aria-label={texts.close} onPress={close}>
        <Icon name="close" />
      </Button>
    </section>
  );
}
