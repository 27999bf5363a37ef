import { useCallback, useEffect, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Status } from '../status.ts';
import type { Credentials } from '../worker/messages.ts';
import { type Account, loadAccount, newAccount, saveToken } from './account.ts';
import { connect } from './connect.ts';
import { LinkContext, useSettings, useTexts } from './context.ts';
import { Announcer } from './frame/announcer.tsx';
import { Frame } from './frame/frame.tsx';
import { Ringer } from './frame/ringer.tsx';
import { Ringing } from './frame/ringing.ts';
import { SignIn } from './frame/sign_in.tsx';
import { Splash } from './frame/splash.tsx';
import { SpokenChanges } from './frame/spoken_changes.tsx';
import { TabTitle } from './frame/tab_title.tsx';
import type { Link } from './link.ts';
import { setClockOffset } from './time.ts';

/** The whole page: somebody who is signed in, or the question who that is. */
export function App() {
  const texts = useTexts();
  const { theme, density } = useSettings();
  const [session, setSession] = useState<{ link: Link; ringing: Ringing }>();
  const [hasBeenIn, setBeenIn] = useState(false);
  const [isComingBack] = useState(() => loadAccount()?.token !== undefined);
  const [why, setWhy] = useState<string>();

  useEffect(() => {
    document.documentElement.lang = texts.locale.slice(0, 2);
    document.documentElement.dataset.theme = theme;
    document.documentElement.dataset.density = density;
  }, [texts, theme, density]);

  const begin = useCallback((account: Account, credentials: Credentials) => {
    const ringing = new Ringing();
    const link = connect(account, credentials, {
      token: token => saveToken(account, token),
      ringing: calls => ringing.take(calls),
    });
    setSession({ link, ringing });
  }, []);

  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const account = loadAccount();
    if (account?.token !== undefined) begin(account, { token: account.token });
  }, [begin]);

  useEffect(() => {
    if (!session) return;
    const { link } = session;
    const status = () => {
      const current = link.get<Status>('status');
      if (current?.state === 'live') setBeenIn(true);
      if (current?.state !== 'signed_out') return;
      setWhy(current.why);
      setBeenIn(false);
      setSession(undefined);
    };
    const offset = () => setClockOffset(link.get<number>('clock_offset') ?? 0);
    const endings = [link.subscribe('status', status), link.subscribe('clock_offset', offset)];
    return () => {
      for (const end of endings) end();
    };
  }, [session]);

  const signIn = (login: string, password: string, isKept: boolean) => {
    setWhy(undefined);
    begin(newAccount(login, isKept), { login, password });
  };

  return (
    <I18nProvider locale={texts.locale}>
      <Announcer>
        {session && hasBeenIn ? (
          <LinkContext value={session.link}>
            <Frame onSignOut={everywhere => session.link.order({ name: 'sign_out', everywhere })} />
            <SpokenChanges />
            <Ringer ringing={session.ringing} />
            <TabTitle />
          </LinkContext>
        ) : session && isComingBack && why === undefined ? (
          <Splash />
        ) : (
          <SignIn why={why} isGoing={session !== undefined} onSignIn={signIn} />
        )}
      </Announcer>
    </I18nProvider>
  );
}
