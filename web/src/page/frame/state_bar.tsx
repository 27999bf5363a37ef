import { Button } from 'react-aria-components';
import type { Status } from '../../status.ts';
import { useLink, useTexts, useValue } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { clock, duration, serverNow, useNow } from '../time.ts';
import { useNewVersion } from './new_version.ts';

/** The line at the bottom: whether what one sees is right, and from when it is when it is not. */
export function StateBar() {
  const texts = useTexts();
  const link = useLink();
  const status = useValue<Status>('status');
  const exchange = useValue<{ state: string; since: number }>('exchange');
  const isNew = useNewVersion(status?.state === 'live');
  const now = useNow();
  const isExchangeAway = status?.state === 'live' && exchange !== undefined && exchange.state !== 'live';

  const look = isExchangeAway ? 'away' : (status?.state ?? 'signing_in');
  return (
    <footer className={`state-bar ${look}`}>
      <span className="words" data-state={look}>
        {look === 'live' && <Icon name="check" />}
        {(look === 'old' || look === 'reconnecting' || look === 'away') && <Icon name="warning" />}
        <span>{words()}</span>
      </span>
      {status?.state === 'old' && (
        <Button className="button small" onPress={() => link.order({ name: 'wake' })}>
          {texts.status.tryNow}
        </Button>
      )}
      {isNew && (
        <span className="new-version">
          {texts.status.newVersion}
          <Button className="button small" onPress={() => window.location.reload()}>
            {texts.status.load}
          </Button>
        </span>
      )}
    </footer>
  );

  function words(): string {
    if (!status || status.state === 'signing_in' || status.state === 'signed_out') return texts.status.signing_in;
    if (isExchangeAway) return texts.status.exchangeAway(clock(exchange.since * 1000, texts));
    if (status.state === 'live') return texts.status.live(clock(now, texts, true));
    // The age is told by the machine's own clock, as the moment itself.
    const age = duration((Date.now() - status.since) / 1000);
    if (status.state === 'old') return texts.status.old(age);
    return texts.status.reconnecting(clock(status.since + serverNow() - Date.now(), texts, true), age);
  }
}
