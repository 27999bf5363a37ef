import type { ListAnswer, ListName, ListPush } from '../wire/protocol.ts';
import { List } from './list.ts';
import type { Store } from './store.ts';

/** The lists that pages want; says which are to be loaded. */
export class Lists {
  #store: Store;
  #lists = new Map<ListName, List>();

  constructor(store: Store) {
    this.#store = store;
  }

  get names(): ListName[] {
    return [...this.#lists.keys()];
  }

  get areOutdated(): boolean {
    return [...this.#lists.values()].some(list => list.isOutdated);
  }

  /** Whether that is another set of lists than before. */
  want(names: readonly ListName[]): boolean {
    const gone = this.names.filter(name => !names.includes(name));
    const added = names.filter(name => !this.#lists.has(name));
    for (const name of gone) {
      this.#lists.get(name)?.forget();
      this.#lists.delete(name);
    }
    for (const name of added) this.#lists.set(name, new List(name, this.#store));
    return gone.length + added.length > 0;
  }

  /** Those to ask for now. */
  toLoad(): ListName[] {
    const lists = [...this.#lists.values()].filter(list => list.needsLoad);
    for (const list of lists) list.loadAsked();
    return lists.map(list => list.name);
  }

  loaded(answer: ListAnswer): void {
    this.#lists.get(answer.listname)?.loaded(answer);
  }

  loadFailed(name: ListName): void {
    this.#lists.get(name)?.loadFailed();
  }

  take(push: ListPush): void {
    this.#lists.get(push.listname)?.take(push);
  }

  /** The connection is lost: what was asked for will not come. */
  lost(): void {
    for (const list of this.#lists.values()) list.loadFailed();
  }

  outdate(names: readonly ListName[]): void {
    for (const name of names) this.#lists.get(name)?.outdate();
  }
}
