import { useEffect, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { User } from '../../desk/user.ts';
import { useAction } from '../calls/actions.ts';
import { dialable } from '../calls/number.ts';
import { useTexts } from '../context.ts';
import { Problem } from '../parts/problem.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { useMe, useSession } from '../people/use_person.ts';

/** What happens to calls when one is busy, away, or wants quiet. What is shown is what the server has; the next call obeys it. */

type Kind = 'unc' | 'rna' | 'busy';
const SERVICES: Readonly<Record<Kind, string>> = { unc: 'fwdunc', rna: 'fwdrna', busy: 'fwdbusy' };

export function Services() {
  const texts = useTexts();
  const me = useMe();
  const session = useSession();
  if (!me || !session) return null;
  const { services } = session.capas;
  const forwards = (Object.keys(SERVICES) as Kind[]).filter(kind => services.includes(SERVICES[kind]));
  const hasDnd = services.includes('enablednd');
  const hasFilter = services.includes('incallfilter');
  return (
    <section className="card view services" aria-label={texts.nav.services}>
      <header>
        <h1>{texts.nav.services}</h1>
      </header>
      <div className="scrolling">
        {forwards.length + Number(hasDnd) + Number(hasFilter) === 0 && <p className="nothing">{texts.services.none}</p>}
        {hasDnd && (
          <SwitchService
            name="enablednd"
            isOn={Boolean(me.user.enablednd)}
            label={texts.services.dnd}
            help={texts.services.dndHelp}
          />
        )}
        {forwards.length > 0 && <h2>{texts.services.forwards}</h2>}
        {forwards.map(kind => (
          <Forward key={kind} kind={kind} user={me.user} />
        ))}
        {hasFilter && (
          <SwitchService
            name="incallfilter"
            isOn={Boolean(me.user.incallfilter)}
            label={texts.services.filter}
            help={texts.services.filterHelp}
          />
        )}
      </div>
    </section>
  );
}

function SwitchService({
  name,
  isOn,
  label,
  help,
}: {
  readonly name: 'enablednd' | 'incallfilter';
  readonly isOn: boolean;
  readonly label: string;
  readonly help: string;
}) {
  const action = useAction();
  return (
    <div className="service">
      <Toggle isOn={isOn} onChange={value => action.run({ class: 'featuresput', function: name, value })}>
        {label}
        <small>{help}</small>
      </Toggle>
      <Problem>{action.problem}</Problem>
    </div>
  );
}

/** A forward is its switch and its number; what one types counts when the field is left or by Enter, and a forward without a number is none. */
function Forward({ kind, user }: { readonly kind: Kind; readonly user: User }) {
  const texts = useTexts();
  const action = useAction();
  const destination = user[`dest${kind}`];
  const isOn = Boolean(user[`enable${kind}`]);
  // What was typed stays until the server has told that it is so, which may be after its answer.
  const [typed, setTyped] = useState<string>();
  const [isEmpty, setEmpty] = useState(false);
  const text = typed ?? destination;
  const label = texts.services[kind];
  useEffect(() => {
    setTyped(now => (now !== undefined && dialable(now) === destination ? undefined : now));
  }, [destination]);

  const put = async (enabled: boolean, number: string) => {
    const value = { [`enable${kind}`]: enabled, [`dest${kind}`]: number };
    const isDone = await action.run({ class: 'featuresput', function: 'fwd', value });
    if (!isDone) setTyped(now => (now === typed ? undefined : now));
  };
  const toggle = (enabled: boolean) => {
    const number = dialable(text) ?? '';
    setEmpty(enabled && number === '');
    if (!enabled || number !== '') put(enabled, number);
  };
  const leave = () => {
    const number = dialable(text) ?? '';
    setEmpty(isOn && number === '');
    if (number === destination || (number === '' && isOn)) setTyped(undefined);
    else put(isOn, number);
  };

  return (
    <div className="service forward">
      <Toggle isOn={isOn} onChange={toggle}>
        {label}
      </Toggle>
      <TextField
        className="field"
        value={text}
        onChange={setTyped}
        onBlur={leave}
        onKeyDown={event => event.key === 'Enter' && leave()}
        isInvalid={isEmpty}
        aria-label={texts.services.toLabel(label)}
      >
        <Label>{texts.services.to}</Label>
        <Input inputMode="tel" autoComplete="off" />
      </TextField>
      <Problem>{isEmpty ? texts.services.noNumber : action.problem}</Problem>
    </div>
  );
}
