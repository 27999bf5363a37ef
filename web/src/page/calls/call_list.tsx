import { useEffect, useRef, useState } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Phone } from '../../desk/user.ts';
import { useSettings, useTexts, useValues } from '../context.ts';
import { useKeys } from '../frame/keys.ts';
import { Icon } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { useMe } from '../people/use_person.ts';
import { type Action, useAction } from './actions.ts';
import { CallCard } from './call_card.tsx';
import { Results } from './results.tsx';
import type { TransferKind } from './transfer_field.tsx';
import { currentCall, useCalls } from './use_calls.ts';

/** All calls of the user, a card each, and what the keys mean of them. Nothing here takes the focus because a call comes. */
export function CallList() {
  const texts = useTexts();
  const calls = useCalls();
  const current = currentCall(calls);
  const [transfer, setTransfer] = useState<{ call: string; kind: TransferKind }>();
  const { problem } = useCallKeys(kind => current && setTransfer({ call: current.id, kind }));
  const list = useRef<HTMLElement>(null);
  useKeptFocus(list, calls.map(({ id }) => id).join(' '));
  return (
    <section className="calls" aria-label={texts.calls.label} ref={list} tabIndex={-1}>
      {calls.map(call => (
        <CallCard
          key={call.id}
          call={call}
          isCurrent={call.id === current?.id}
          transfer={transfer?.call === call.id && (call.state === 'up' || call.state === 'hold') ? transfer.kind : undefined}
          onTransfer={kind => setTransfer(kind && { call: call.id, kind })}
        />
      ))}
      <Problem>{problem}</Problem>
      {calls.length === 0 && <NoCall />}
      <Results />
    </section>
  );
}

function NoCall() {
  const texts = useTexts();
  return (
    <div className="card no-call">
      <p>{texts.calls.none}</p>
      <RingMeAt />
    </div>
  );
}

/** Where the user's own calls ring first: one of the lines, or the mobile. For those who have more than one. */
function RingMeAt() {
  const texts = useTexts();
  const me = useMe();
  const { linelist = [], mobilephonenumber = '' } = me?.user ?? {};
  const phones = useValues<Phone>(linelist.map(id => `phones/${id}`));
  const [chosen, setChosen] = useState(ringAt());
  const places = [
    ...linelist.map((id, place) => ({ id, name: texts.calls.line(phones[place]?.number ?? id) })),
    ...(mobilephonenumber === '' ? [] : [{ id: 'mobile', name: `${texts.calls.mobile} ${mobilephonenumber}` }]),
  ];
  if (places.length < 2) return null;
  const valid = (places.find(({ id }) => id === chosen) ?? places[0]!).id;
  return (
    <Select
      className="select"
      selectedKey={valid}
      onSelectionChange={key => {
        setRingAt(String(key));
        setChosen(String(key));
      }}
    >
      <Label>{texts.calls.ringMeAt}</Label>
      <Button className="button">
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu" items={places}>
          {({ id, name }) => (
            <ListBoxItem id={id} textValue={name} className="menu-item">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

const RING_AT = 'crosspoint.ring_at';

export function ringAt(): string | undefined {
  return sessionStorage.getItem(RING_AT) ?? undefined;
}

function setRingAt(place: string): void {
  sessionStorage.setItem(RING_AT, place);
}

/** What goes wrong with a key is said like what goes wrong with a button. */
function useCallKeys(onTransfer: (kind: TransferKind) => void): Action {
  const { keys } = useSettings();
  const calls = useCalls();
  const action = useAction();
  const { run } = action;
  const current = currentCall(calls);
  const ringing = calls.find(call => call.state === 'ringing');
  const call = current?.id ?? '';
  const isConsulting = current?.waiting !== undefined;
  const canTransfer = !isConsulting && (current?.state === 'up' || current?.state === 'hold');
  useKeys(keys, {
    answer: () => ringing && run({ class: 'answer_own', call: ringing.id }),
    transfer: () => canTransfer && onTransfer('direct'),
    askFirst: () => {
      if (current?.state === 'consult') run({ class: 'complete_transfer' });
      else if (canTransfer && current?.state === 'up') onTransfer('attended');
    },
    hold: () => {
      if (isConsulting) return;
      if (current?.state === 'up') run({ class: 'hold', call });
      else if (current?.state === 'hold') run({ class: 'resume', call });
    },
    hangUp: () => current && !isConsulting && run({ class: 'hangup', call }),
  });
  return action;
}

/** A button that had the focus may go with its call: the focus stays near, and not at the begin of the page. */
function useKeptFocus(list: React.RefObject<HTMLElement | null>, calls: string): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const node = list.current;
    if (!node) return;
    const remember = () => {
      hadFocus.current = node.contains(document.activeElement);
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [list]);
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) list.current?.focus();
  }, [calls, list]);
}
