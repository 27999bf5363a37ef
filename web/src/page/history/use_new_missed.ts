import type { HistoryEntry } from '../../desk/user.ts';
import { useValue } from '../context.ts';

/** Missed calls that the user has not seen yet, the newest first. */
export function useNewMissed(): readonly HistoryEntry[] {
  return (useValue<readonly HistoryEntry[]>('history') ?? []).filter(({ seen }) => seen === false);
}
