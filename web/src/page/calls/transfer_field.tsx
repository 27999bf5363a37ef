import type { Call } from '../../desk/user.ts';
import { useTexts } from '../context.ts';
import { Find, type Target } from '../frame/find.tsx';
import type { Action } from './actions.ts';
import { partyOf } from './use_calls.ts';

export type TransferKind = 'direct' | 'attended' | 'mailbox';

/** Asks where a call is to go. Until somebody is chosen the caller hears what he heard before. */
export function TransferField({
  call,
  kind,
  action,
  onDone,
}: {
  readonly call: Call;
  readonly kind: TransferKind;
  readonly action: Action;
  readonly onDone: () => void;
}) {
  const texts = useTexts();
  const party = partyOf(call, texts);
  const words = { direct: texts.calls.transfer, attended: texts.calls.askFirst, mailbox: texts.calls.toMailbox };

  const choose = async ({ number, mailbox }: Target) => {
    onDone();
    if (kind === 'direct') await action.run({ class: 'direct_transfer', number, call: call.id });
    else if (kind === 'attended') await action.run({ class: 'attended_transfer', number, call: call.id });
    else await action.run({ class: 'blind_transfer_voicemail', voicemail: mailbox ?? number, call: call.id });
  };
  return (
    <div className="transfer">
      <p>
        <strong>{words[kind]}</strong> · {texts.calls.transferTo(party)}
      </p>
      <Find label={texts.find.label} autoFocus onChoose={choose} onEscape={onDone} />
    </div>
  );
}
