import type { ListAnswer, ListName, ListPush } from '../wire/protocol.ts';
import type { Store } from './store.ts';

/**
 * One list of the server, kept right by a load of all of it and the pushes after it. In the store each element stands under `phones/4`,
 * configuration and status in one object, and their ids under `phones`, which is there once the list has been loaded.
 */

const KEPT_AT_MOST = 20_000;

export interface Element {
  readonly id: string;
  readonly [field: string]: unknown;
}

export class List {
  readonly name: ListName;
  #store: Store;
  /** The number of the last load: pushes up to it change nothing any more. */
  #seq = 0;
  #needsLoad = true;
  /** Pushes since the load that is under way was asked for: its answer may be older than they are. */
  #kept: ListPush[] | undefined;
  #isOutdated = false;

  constructor(name: ListName, store: Store) {
    this.name = name;
    this.#store = store;
  }

  /** To be loaded, and nobody has asked yet. */
  get needsLoad(): boolean {
    return this.#needsLoad && !this.#kept;
  }

  /** What it shows may be wrong until it has been loaded. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** What was missed cannot be told: it has to be loaded anew. The server may count anew, too. */
  outdate(): void {
    this.#needsLoad = this.#isOutdated = true;
    this.#seq = 0;
  }

  loadAsked(): void {
    this.#kept = [];
  }

  /** The answer will not come. */
  loadFailed(): void {
    this.#kept = undefined;
  }

  loaded(answer: ListAnswer): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    this.#needsLoad = kept.length >= KEPT_AT_MOST;
    this.#isOutdated = false;
    this.#seq = answer.seq ?? 0;
    this.#replace(answer);
    for (const push of kept) this.take(push);
  }

  take(push: ListPush): void {
    if ((push.seq ?? 0) <= this.#seq) return;
    if (this.#kept && this.#kept.length < KEPT_AT_MOST) this.#kept.push(push);
    switch (push.function) {
      case 'addconfig':
        this.#needsLoad = true;
        break;
      case 'delconfig':
        this.#remove(new Set(push.list));
        break;
      case 'updateconfig':
        this.#merge(String(push.tid), push.config);
        break;
      case 'updatestatus':
        // Since when it is so is told beside the status, and is a field of the element like any other.
        this.#merge(String(push.tid), 'since' in push ? { ...push.status, since: push.since } : push.status);
        break;
    }
  }

  /** Nobody wants it any more. */
  forget(): void {
    for (const id of this.#ids) this.#set(id, undefined);
    this.#store.set(this.name, undefined);
  }

  get #ids(): readonly string[] {
    return this.#store.get<readonly string[]>(this.name) ?? [];
  }

  #replace({ same, keys, rows }: ListAnswer): void {
    const elements = new Map<string, Element>();
    for (const row of rows) {
      const element = { ...same, ...Object.fromEntries(keys.map((key, column) => [key, row[column]])) };
      const id = String(element.id);
      elements.set(id, { ...element, id });
    }
    for (const id of this.#ids) if (!elements.has(id)) this.#set(id, undefined);
    for (const [id, element] of elements) this.#set(id, element);
    this.#store.set(this.name, [...elements.keys()]);
  }

  #remove(gone: ReadonlySet<string>): void {
    if (this.#store.get(this.name) === undefined) return;
    for (const id of gone) this.#set(id, undefined);
    this.#store.set(
      this.name,
      this.#ids.filter(id => !gone.has(id)),
    );
  }

  /** Who is not in the list is no element that is missing: an addition is told before its changes. */
  #merge(id: string, fields: object): void {
    const element = this.#store.get<Element>(`${this.name}/${id}`);
    if (element) this.#set(id, { ...element, ...fields });
  }

  #set(id: string, element: Element | undefined): void {
    this.#store.set(`${this.name}/${id}`, element);
  }
}
