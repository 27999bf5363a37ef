import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Voicemail } from '../../desk/user.ts';
import { useAction } from '../calls/actions.ts';
import { CallList, ringAt } from '../calls/call_list.tsx';
import { useLink, useSettings, useTexts, useValue } from '../context.ts';
import { MissedCalls } from '../history/missed.tsx';
import { useNewMissed } from '../history/use_new_missed.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Logo } from '../parts/brand.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { People } from '../people/people.tsx';
import { useMe } from '../people/use_person.ts';
import { useSayAgain } from './announcer.tsx';
import { DialContext } from './dial.tsx';
import { Find, type Target } from './find.tsx';
import { Hints } from './hints.tsx';
import { useKeys } from './keys.ts';
import { MeMenu } from './me_menu.tsx';
import { chunkIsMissing } from './new_version.ts';
import { PresenceMenu } from './presence_menu.tsx';
import { addressOf, type PageName, useRoute } from './route.ts';
import { useSituation } from './situation.ts';
import { StateBar } from './state_bar.tsx';
import { takeLinkedNumber } from './tel.ts';

/** What is around all pages: where one can go, the field for names and numbers, who one is, one's calls, and the state of all that. */

/** The state bar says why nothing is there: there is a new version. */
const Nothing: ComponentType<never> = () => null;
const part = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  const fetched = () =>
    load().catch((): ComponentType<Props> => {
      chunkIsMissing();
      return Nothing as unknown as ComponentType<Props>;
    });
  return { fetched, Part: lazy(() => fetched().then(Part => ({ default: Part }))) };
};
const history = part(() => import('../history/history.tsx').then(({ History }) => History));
const services = part(() => import('../services/services.tsx').then(({ Services }) => Services));
const dialogs = part(() => import('./dialogs.tsx').then(({ Dialogs }) => Dialogs));

const PAGES: readonly { readonly name: PageName; readonly icon: IconName }[] = [
  { name: 'people', icon: 'people' },
  { name: 'history', icon: 'history' },
  { name: 'services', icon: 'services' },
];

export type DialogName = 'settings' | 'keys';

export function Frame({ onSignOut }: { readonly onSignOut: (everywhere: boolean) => void }) {
  const texts = useTexts();
  const page = useRoute();
  const [dialog, setDialog] = useState<DialogName>();
  const find = useRef<HTMLInputElement>(null);
  const { keys } = useSettings();
  const [linked] = useState(takeLinkedNumber);
  const dial = useDialling();
  const again = useSayAgain();
  const situation = useSituation();
  useKeys(keys, {
    find: () => find.current?.focus(),
    nextRegion: () => moveRegion(1),
    previousRegion: () => moveRegion(-1),
    help: () => setDialog('keys'),
    again,
    situation,
  });
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((work: () => void) => window.setTimeout(work, 2000));
    idle(() => {
      for (const { fetched } of [history, services, dialogs]) fetched();
    });
  }, []);

  return (
    <DialContext value={dial.dial}>
      <div className="frame">
        <nav className="rail" aria-label={texts.nav.label} data-region tabIndex={-1}>
          <Logo />
          {PAGES.map(({ name, icon }) => (
            <RailLink key={name} name={name} icon={icon} isCurrent={page === name} />
          ))}
        </nav>
        <header className="top" data-region tabIndex={-1}>
          <div className="dial">
            <Find
              label={texts.find.label}
              input={find}
              begin={linked}
              autoFocus={linked !== undefined}
              hint="Ctrl K"
              onChoose={dial.dial}
            />
            <Problem>{dial.problem}</Problem>
          </div>
          <div className="me">
            <PresenceMenu />
            <Me>
              <MeMenu onSettings={() => setDialog('settings')} onKeys={() => setDialog('keys')} onSignOut={onSignOut} />
            </Me>
          </div>
        </header>
        <main className="main" data-region tabIndex={-1}>
          <Suspense fallback={null}>
            {page === 'people' && <People />}
            {page === 'history' && <history.Part />}
            {page === 'services' && <services.Part />}
          </Suspense>
        </main>
        <aside className="side" aria-label={texts.calls.label} data-region tabIndex={-1}>
          <CallList />
          <MissedCalls />
          <Hints />
        </aside>
        <StateBar />
      </div>
      <Suspense fallback={null}>{dialog && <dialogs.Part name={dialog} onClose={() => setDialog(undefined)} />}</Suspense>
    </DialContext>
  );
}

function RailLink({ name, icon, isCurrent }: { readonly name: PageName; readonly icon: IconName; readonly isCurrent: boolean }) {
  const texts = useTexts();
  const newMissed = useNewMissed().length;
  const missed = name === 'history' ? newMissed : 0;
  return (
    <a href={addressOf(name)} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} />
      {texts.nav[name]}
      {missed > 0 && (
        <b>
          <span aria-hidden="true">{missed}</span>
          <span className="hidden">{texts.newMissed(missed)}</span>
        </b>
      )}
    </a>
  );
}

function Me({ children }: { readonly children: ReactNode }) {
  const texts = useTexts();
  const me = useMe();
  const mailbox = useValue<Voicemail>(`voicemails/${me?.user.voicemailid ?? ''}`);
  const unheard = mailbox?.new ?? 0;
  if (!me) return <span className="who" />;
  return (
    <>
      {unheard > 0 && (
        <span className="unheard">
          <Icon name="mailbox" />
          <span aria-hidden="true">{unheard}</span>
          <span className="hidden">{texts.unheard(unheard)}</span>
        </span>
      )}
      <span className="who wide">
        <span className="name">{me.user.fullname}</span>
        <small className="number">{me.number || texts.noLine}</small>
      </span>
      <Avatar name={me.user.fullname} />
      {children}
    </>
  );
}

/** Dials; what goes wrong stands below the field. */
function useDialling(): { dial: (target: Target) => void; problem: string | undefined } {
  const { run, problem } = useAction();
  const link = useLink();
  const dial = useCallback(
    ({ number }: Target) => {
      const user = link.get<{ userid: string }>('session')?.userid;
      const lines = link.get<{ linelist: readonly string[] }>(`users/${user ?? ''}`)?.linelist ?? [];
      const from = ringAt();
      const isKnown = from === 'mobile' || (from !== undefined && lines.includes(from) && from !== lines[0]);
      run({ class: 'ipbxcommand', command: 'dial', destination: number, ...(isKnown ? { from } : {}) });
    },
    [run, link],
  );
  return { dial, problem };
}

/** F2 goes round the parts of the page. */
function moveRegion(by: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const current = regions.findIndex(region => region.contains(document.activeElement));
  const next = regions.at((current < 0 && by > 0 ? 0 : current + by) % regions.length);
  const target =
    next?.querySelector<HTMLElement>('input, button:not([disabled]):not([tabindex="-1"]), a[href], [tabindex="0"]') ?? next;
  target?.focus();
}
