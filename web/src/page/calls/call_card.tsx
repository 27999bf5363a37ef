import { type ReactNode, useId, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Call } from '../../desk/user.ts';
import { useSettings, useTexts } from '../context.ts';
import { type ActionName, keyFor } from '../frame/keys.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Problem } from '../parts/problem.tsx';
import { StateChip } from '../parts/state_chip.tsx';
import { Timer } from '../parts/timer.tsx';
import type { StateName } from '../people/state.ts';
import { type Action, useAction } from './actions.ts';
import { TransferField, type TransferKind } from './transfer_field.tsx';
import { partyOf } from './use_calls.ts';

/** One call with everything that can be done with it. What is shown follows from what the server says, never from what was pressed. */

const CHIPS: Readonly<Record<Call['state'], StateName>> = {
  dialling: 'ringing',
  ringing: 'ringing',
  up: 'call',
  hold: 'hold',
  consult: 'call',
};

export function CallCard({
  call,
  isCurrent,
  transfer,
  onTransfer,
}: {
  readonly call: Call;
  readonly isCurrent: boolean;
  /** The field for the target is open. */
  readonly transfer: TransferKind | undefined;
  readonly onTransfer: (kind: TransferKind | undefined) => void;
}) {
  const texts = useTexts();
  const action = useAction();
  const title = useId();
  const party = partyOf(call, texts);
  const isConsulting = call.waiting !== undefined;
  return (
    <section className={`card call-card ${call.state}`} aria-labelledby={title} data-call={call.id}>
      <header>
        <StateChip state={CHIPS[call.state]}>{texts.calls.state[call.state]}</StateChip>
        {call.queue !== undefined && <span className="queue">{call.queue}</span>}
        <Timer since={call.since} />
      </header>
      <h2 id={title} className="party">
        {party}
      </h2>
      <p className="about">
        {call.name !== '' && call.number !== '' && <span className="number">{call.number}</span>}
        <span>{call.direction === 'out' ? texts.calls.youCalled : (call.queue ?? texts.calls.forYou)}</span>
      </p>
      {call.waiting && <p className="waiting">{texts.calls.waits(partyOf(call.waiting, texts))}</p>}
      {transfer ? (
        <TransferField call={call} kind={transfer} action={action} onDone={() => onTransfer(undefined)} />
      ) : (
        <div className="acts">
          {call.state === 'ringing' ? <Ringing call={call} action={action} /> : null}
          {isConsulting ? <Consulting call={call} action={action} /> : null}
          {!isConsulting && (call.state === 'up' || call.state === 'hold') ? (
            <Talking call={call} action={action} isCurrent={isCurrent} onTransfer={onTransfer} />
          ) : null}
          {!isConsulting && call.state !== 'ringing' ? <HangUp call={call} action={action} isCurrent={isCurrent} /> : null}
        </div>
      )}
      <Problem>{action.problem}</Problem>
    </section>
  );
}

function Ringing({ call, action }: { readonly call: Call; readonly action: Action }) {
  const texts = useTexts();
  return (
    <>
      <Act icon="phone" look="primary" shortcut="answer" onPress={() => action.run({ class: 'answer_own', call: call.id })}>
        {texts.calls.answer}
      </Act>
      <Act icon="hangUp" onPress={() => action.run({ class: 'decline', call: call.id })}>
        {texts.calls.decline}
      </Act>
    </>
  );
}

function Consulting({ call, action }: { readonly call: Call; readonly action: Action }) {
  const texts = useTexts();
  return (
    <>
      {call.state === 'consult' && (
        <Act icon="check" look="primary" shortcut="askFirst" onPress={() => action.run({ class: 'complete_transfer' })}>
          {texts.calls.complete}
        </Act>
      )}
      <Act icon="back" onPress={() => action.run({ class: 'cancel_transfer' })}>
        {texts.calls.back(partyOf(call.waiting ?? call, texts))}
      </Act>
    </>
  );
}

function Talking({
  call,
  action,
  isCurrent,
  onTransfer,
}: {
  readonly call: Call;
  readonly action: Action;
  readonly isCurrent: boolean;
  readonly onTransfer: (kind: TransferKind) => void;
}) {
  const texts = useTexts();
  const shortcut = (name: ActionName) => (isCurrent ? { shortcut: name } : {});
  return (
    <>
      {call.state === 'up' ? (
        <Act icon="hold" {...shortcut('hold')} onPress={() => action.run({ class: 'hold', call: call.id })}>
          {texts.calls.hold}
        </Act>
      ) : (
        <Act icon="resume" {...shortcut('hold')} onPress={() => action.run({ class: 'resume', call: call.id })}>
          {texts.calls.resume}
        </Act>
      )}
      <Act icon="transfer" {...shortcut('transfer')} onPress={() => onTransfer('direct')}>
        {texts.calls.transfer}
      </Act>
      {call.state === 'up' && (
        <Act icon="askFirst" {...shortcut('askFirst')} onPress={() => onTransfer('attended')}>
          {texts.calls.askFirst}
        </Act>
      )}
      <Act icon="mailbox" onPress={() => onTransfer('mailbox')}>
        {texts.calls.toMailbox}
      </Act>
    </>
  );
}

function HangUp({ call, action, isCurrent }: { readonly call: Call; readonly action: Action; readonly isCurrent: boolean }) {
  const texts = useTexts();
  return (
    <Act
      icon="hangUp"
      look="stop"
      {...(isCurrent ? { shortcut: 'hangUp' as const } : {})}
      onPress={() => action.run({ class: 'hangup', call: call.id })}
    >
      {texts.calls.hangUp}
    </Act>
  );
}

function Act({
  icon,
  look = '',
  shortcut,
  onPress,
  children,
}: {
  readonly icon: IconName;
  readonly look?: 'primary' | 'stop' | '';
  readonly shortcut?: ActionName;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const { keys } = useSettings();
  const key = shortcut && keyFor(shortcut, keys);
  // Pressed twice in a hurry, it is done once. What the button becomes by it is something else.
  const [pressed, setPressed] = useState<IconName>();
  const press = () => {
    if (pressed === icon) return;
    setPressed(icon);
    setTimeout(() => setPressed(undefined), 800);
    onPress();
  };
  return (
    <Button className={`button ${look}`} onPress={press} {...(key ? { 'aria-keyshortcuts': key } : {})}>
      <Icon name={icon} />
      {children}
      {key && <Key name={key} />}
    </Button>
  );
}
