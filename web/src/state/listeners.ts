export type Listener = () => void;

/** Those who want to hear that one thing has changed. */
export class Listeners {
  #all = new Set<Listener>();

  get areThere(): boolean {
    return this.#all.size > 0;
  }

  /** Returns what ends it. */
  add(listener: Listener): () => void {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  tell(): void {
    for (const listener of [...this.#all]) listener();
  }
}
