import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { keyOf, type Person, toPeople } from '../../desk/person.ts';
import type { Phone, User } from '../../desk/user.ts';
import { dialable } from '../calls/number.ts';
import { useLink, useTexts } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { FoundUser } from '../people/found_user.tsx';
import { stateInWords } from '../people/state.ts';
import { useAnnouncer } from './announcer.tsx';

/**
 * A field for a name or a number, with what is found below: users at once out of the worker's memory, others a moment later from the server's
 * directories, below them, so that nothing moves under the hand. Answers to older texts are dropped.
 */

export interface Target {
  readonly name: string;
  readonly number: string;
  /** Number of the mailbox, of who is a user and has one. */
  readonly mailbox?: string;
}

interface Found {
  readonly userId?: string;
  readonly person?: Person;
}

const ASKED_AFTER = 250;
const SAID_AFTER = 700;
const SHOWN_AT_MOST = 12;

export function Find({
  label,
  input,
  autoFocus = false,
  begin = '',
  onChoose,
  onEscape,
  hint,
}: {
  readonly label: string;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly autoFocus?: boolean;
  /** What stands in the field at first. */
  readonly begin?: string | undefined;
  readonly onChoose: (target: Target) => void;
  readonly onEscape?: () => void;
  readonly hint?: string;
}) {
  const texts = useTexts();
  const id = useId();
  const [text, setText] = useState(begin);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { found, isDone } = useFound(text, isOpen);
  const number = dialable(text);
  const place = Math.min(active, found.length - 1);
  useFoundSaid(text, isOpen && isDone, found);

  const finish = (target: Target) => {
    setText('');
    setOpen(false);
    onChoose(target);
  };
  const chooseTyped = () => {
    if (number !== undefined) finish({ name: '', number });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive(Math.max(-1, Math.min(found.length - 1, place + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (isOpen && text !== '') {
        setText('');
        setOpen(false);
      } else onEscape?.();
    } else if (event.key === 'Enter' && !(isOpen && place >= 0)) {
      event.preventDefault();
      chooseTyped();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.getElementById(`${id}-${place}`)?.click();
    }
  };

  return (
    <search className="find" onBlur={event => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the field opens because somebody has asked for it
        autoFocus={autoFocus}
        aria-label={label}
        placeholder={label}
        aria-expanded={isOpen && text !== ''}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && place >= 0 ? `${id}-${place}` : undefined}
        value={text}
        onChange={event => {
          setText(event.target.value);
          setOpen(true);
          // What is only a number is dialled by Enter as it is, unless one goes down to somebody.
          setActive(dialable(event.target.value) === undefined ? 0 : -1);
        }}
        onFocus={() => setOpen(text !== '')}
        onKeyDown={onKeyDown}
      />
      {hint && <Key name={hint} />}
      {isOpen && text.trim() !== '' && (
        <div className="found" id={`${id}-list`} role="listbox" aria-label={texts.find.results}>
          {number !== undefined && (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div role="option" tabIndex={-1} aria-selected={place < 0} className="row" onMouseDown={stay} onClick={chooseTyped}>
              <Icon name="phone" />
              <span className="name">{texts.find.dial(number)}</span>
              <Key name="Enter" />
            </div>
          )}
          {found.map((each, index) => (
            <FoundUser
              key={each.userId ?? keyOf(each.person!)}
              id={`${id}-${index}`}
              userId={each.userId}
              person={each.person}
              isActive={index === place}
              onChoose={finish}
            />
          ))}
          {found.length === 0 && isDone && (
            <div role="option" aria-selected={false} aria-disabled tabIndex={-1} className="nothing">
              {number === undefined ? texts.find.none(text.trim()) : texts.find.noneButNumber(text.trim())}
            </div>
          )}
        </div>
      )}
    </search>
  );
}

/** The field keeps the focus when something below it is pressed. */
const stay = (event: { preventDefault(): void }) => event.preventDefault();

function useFound(text: string, isOpen: boolean): { found: readonly Found[]; isDone: boolean } {
  const link = useLink();
  const [users, setUsers] = useState<readonly string[]>([]);
  const [others, setOthers] = useState<readonly Person[]>([]);
  const [doneText, setDoneText] = useState('');
  const pattern = text.trim();
  useEffect(() => {
    let isCurrent = true;
    setOthers([]);
    if (!isOpen || pattern === '') return setUsers([]);
    link.search(pattern).then(ids => {
      if (!isCurrent) return;
      setUsers(ids);
      if (ids.length > 0) setDoneText(pattern);
    });
    const timer = setTimeout(() => {
      link
        .command({ class: 'people_search', pattern })
        .then(
          answer => {
            if (isCurrent && answer?.class === 'people_search_result') setOthers(toPeople(answer));
          },
          () => {}, // what the worker knows is there all the same
        )
        .finally(() => isCurrent && setDoneText(pattern));
    }, ASKED_AFTER);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [link, pattern, isOpen]);
  const known = new Set(users);
  const more = others.filter(({ userId }) => userId === undefined || !known.has(userId));
  const found: Found[] = [
    ...users.map(userId => ({ userId })),
    ...more.map(person => ({ person, ...(person.userId ? { userId: person.userId } : {}) })),
  ];
  return { found: found.slice(0, SHOWN_AT_MOST), isDone: doneText === pattern };
}

function useFoundSaid(text: string, isDone: boolean, found: readonly Found[]): void {
  const texts = useTexts();
  const link = useLink();
  const say = useAnnouncer();
  const first = found[0];
  const user = link.get<User>(`users/${first?.userId ?? ''}`);
  const phone = link.get<Phone>(`phones/${user?.linelist[0] ?? ''}`);
  const name = user ? `${user.fullname}, ${stateInWords(user, phone, texts)}` : (first?.person?.name ?? '');
  useEffect(() => {
    if (!isDone || text.trim() === '') return;
    const timer = setTimeout(
      () => say('polite', found.length === 0 ? texts.find.none(text.trim()) : texts.find.said(found.length, name)),
      SAID_AFTER,
    );
    return () => clearTimeout(timer);
  }, [isDone, text, found.length, name, say, texts]);
}
