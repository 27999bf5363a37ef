import type { Client } from '../client.ts';
import type { ServerMessage } from '../wire/protocol.ts';
import type { Cancel, World } from '../world.ts';
import type { Call, HistoryEntry } from './user.ts';

/** The user's last calls, under `history`, the newest first; under `history_ends` whether there are no older ones. */

const PAGE = 50;
const KEPT = 500;
/** A call is written down a moment after it has ended. */
const WRITTEN_AFTER = 1000;

export class History {
  #client: Client;
  #world: World;
  #calls: readonly Call[] = [];
  #isLoading = false;
  #cancelReload: Cancel = () => {};

  constructor(client: Client, world: World) {
    this.#client = client;
    this.#world = world;
    client.store.subscribe('session', () => this.reload());
    client.store.subscribe('calls', () => this.#callsHaveChanged());
  }

  /** The newest ones; what is older stays, when it follows without a gap. */
  reload(): void {
    if (!this.#client.store.get('session')) return;
    this.#ask({ size: PAGE }, entries => {
      const oldest = entries.at(-1);
      const known = this.#entries;
      const joint = oldest ? known.findIndex(({ id }) => id === oldest.id) : -1;
      this.#keep([...entries, ...(joint < 0 ? [] : known.slice(joint + 1))]);
      if (joint < 0) this.#client.store.set('history_ends', entries.length < PAGE);
    });
  }

  loadMore(): void {
    const oldest = this.#entries.at(-1);
    if (!oldest || this.#isLoading || this.#entries.length >= KEPT) return;
    this.#isLoading = true;
    this.#ask({ size: PAGE, before: oldest.id }, entries => {
      this.#isLoading = false;
      const known = new Set(this.#entries.map(({ id }) => id));
      this.#keep([...this.#entries, ...entries.filter(({ id }) => !known.has(id))]);
      this.#client.store.set('history_ends', entries.length < PAGE || this.#entries.length >= KEPT);
    });
  }

  /** The user has seen the missed calls. */
  seen(): void {
    const newest = this.#entries.find(({ mode, seen }) => mode === 2 && seen === false);
    if (newest)
      this.#client.command({ class: 'history_seen', until: newest.id }).then(
        () => this.#markSeen(newest.id),
        () => {},
      );
  }

  /** Whether the message was about the history. */
  take(message: ServerMessage): boolean {
    if (message.class !== 'history_seen') return false;
    this.#markSeen(message.until);
    return true;
  }

  get #entries(): readonly HistoryEntry[] {
    return this.#client.store.get<readonly HistoryEntry[]>('history') ?? [];
  }

  #ask(what: { size: number; before?: string }, take: (entries: readonly HistoryEntry[]) => void): void {
    this.#client.command({ class: 'history', ...what }).then(
      answer => {
        if (answer?.class === 'history') take(answer.history as unknown as readonly HistoryEntry[]);
      },
      () => {
        this.#isLoading = false;
      },
    );
  }

  #callsHaveChanged(): void {
    const calls = this.#client.store.get<readonly Call[]>('calls') ?? [];
    const hasEnded = this.#calls.some(({ id }) => !calls.some(call => call.id === id));
    this.#calls = calls;
    if (!hasEnded) return;
    this.#cancelReload();
    this.#cancelReload = this.#world.after(WRITTEN_AFTER, () => this.reload());
  }

  #markSeen(until: string): void {
    const from = this.#entries.findIndex(({ id }) => id === until);
    if (from < 0) return this.reload();
    this.#keep(this.#entries.map((entry, place) => (place < from || entry.mode !== 2 ? entry : { ...entry, seen: true })));
  }

  #keep(entries: readonly HistoryEntry[]): void {
    this.#client.store.set('history', entries.slice(0, KEPT));
  }
}
