import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button, Checkbox, FieldError, Form, Input, Label, TextField, ToggleButton } from 'react-aria-components';
import { useTexts } from '../context.ts';
import { Brand } from '../parts/brand.tsx';
import { Icon } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { LanguageSwitch } from './language_switch.tsx';

/** Who is nobody yet. What was wrong the last time stands below the fields, and the focus goes back to the password. */
export function SignIn({
  why,
  isGoing,
  onSignIn,
}: {
  readonly why: string | undefined;
  readonly isGoing: boolean;
  readonly onSignIn: (login: string, password: string, isKept: boolean) => void;
}) {
  const texts = useTexts();
  const [isKept, setKept] = useState(false);
  const [isShown, setShown] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const demo = useDemo();
  const known = why === undefined ? undefined : texts.signedOut[why as keyof typeof texts.signedOut];
  const problem = why === undefined ? undefined : typeof known === 'string' ? known : texts.signedOut.other(why);

  useEffect(() => {
    if (problem !== undefined && !isGoing) password.current?.focus();
  }, [problem, isGoing]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isGoing) return;
    const fields = new FormData(event.currentTarget);
    onSignIn(String(fields.get('login')).trim(), String(fields.get('password')), isKept);
  };

  return (
    <main className="sign-in">
      <div className="card">
        <Brand />
        <Form onSubmit={submit} aria-label={texts.signIn.title}>
          <TextField name="login" isRequired autoComplete="username" autoFocus className="field">
            <Label>{texts.signIn.login}</Label>
            <Input autoCapitalize="off" spellCheck="false" />
            <FieldError />
          </TextField>
          <TextField
            name="password"
            isRequired
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            className="field"
          >
            <Label>{texts.signIn.password}</Label>
            <div className="with-button">
              <Input ref={password} />
              <ToggleButton
                className="button ghost"
                isSelected={isShown}
                onChange={setShown}
                aria-label={texts.signIn.showPassword}
              >
                <Icon name="eye" />
              </ToggleButton>
            </div>
            <FieldError />
          </TextField>
          <Checkbox className="checkbox" isSelected={isKept} onChange={setKept}>
            <span className="box" aria-hidden="true">
              <Icon name="check" />
            </span>
            {texts.signIn.keep}
          </Checkbox>
          <Problem>{isGoing ? undefined : problem}</Problem>
          <Button type="submit" className="button primary">
            {isGoing ? texts.signIn.going : texts.signIn.submit}
          </Button>
        </Form>
        {demo.length > 0 && (
          <section className="demo" aria-label={texts.signIn.demo}>
            <p>{texts.signIn.demo}</p>
            {demo.map(({ login, password: word, name }) => (
              <Button
                key={login}
                className="button"
                isDisabled={isGoing}
                onPress={() => onSignIn(login, word, false)}
                aria-label={texts.signIn.demoAs(name)}
              >
                {name}
              </Button>
            ))}
          </section>
        )}
      </div>
      <LanguageSwitch />
    </main>
  );
}

interface DemoUser {
  readonly login: string;
  readonly password: string;
  readonly name: string;
}

/** Only a server that was started as a demo tells any. */
function useDemo(): readonly DemoUser[] {
  const [users, setUsers] = useState<readonly DemoUser[]>([]);
  useEffect(() => {
    const aborting = new AbortController();
    fetch('/demo', { signal: aborting.signal })
      .then(answer => (answer.ok ? answer.json() : []))
      .then(setUsers, () => {});
    return () => aborting.abort();
  }, []);
  return users;
}
