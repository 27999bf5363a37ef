import { useCallback, useState } from 'react';
import { CommandError } from '../../session/commands.ts';
import type { ClientMessage } from '../../wire/protocol.ts';
import { useLink, useTexts } from '../context.ts';
import type { Texts } from '../texts/en.ts';

/** Commands whose failure is said beside what was pressed. */

export interface Action {
  readonly run: (message: ClientMessage) => Promise<boolean>;
  /** What went wrong the last time, as a sentence. */
  readonly problem: string | undefined;
}

export function useAction(): Action {
  const link = useLink();
  const texts = useTexts();
  const [problem, setProblem] = useState<string>();
  const run = useCallback(
    async (message: ClientMessage) => {
      setProblem(undefined);
      try {
        await link.command(message);
        return true;
      } catch (error) {
        setProblem(sentence(error, texts));
        return false;
      }
    },
    [link, texts],
  );
  return { run, problem };
}

export function sentence(error: unknown, texts: Texts): string {
  if (!(error instanceof CommandError)) return texts.trouble.other(String(error));
  const { trouble } = texts;
  if (error.trouble !== 'refused') return trouble[error.trouble];
  const [word = '', detail = ''] = error.message.split(/:(.*)/s);
  if (word === 'unreachable_extension') return trouble.unreachable_extension(detail);
  const known = trouble[word as keyof typeof trouble];
  return typeof known === 'string' ? known : trouble.other(error.message);
}
