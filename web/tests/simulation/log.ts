/** What a server keeps of what it has pushed: of each state the newest, and the last few of everything else, one ring for each topic. */

export interface Told {
  readonly seq: number;
  /** The name of a list, `own`, or what one subscribes to. */
  readonly topic: string;
  readonly key?: string;
  readonly message: object;
}

export class Log {
  #seq: number;
  #size: number;
  #states = new Map<string, Told>();
  #rings = new Map<string, { events: Told[]; forgotten: number }>();

  constructor(begin: number, size: number) {
    this.#seq = begin;
    this.#size = size;
  }

  get seq(): number {
    return this.#seq;
  }

  add(told: Omit<Told, 'seq'>): Told {
    const entry = { ...told, seq: ++this.#seq };
    if (entry.key !== undefined) {
      this.#states.set(entry.key, entry);
      return entry;
    }
    const ring = this.#rings.get(entry.topic) ?? { events: [], forgotten: 0 };
    this.#rings.set(entry.topic, ring);
    ring.events.push(entry);
    if (ring.events.length > this.#size) ring.forgotten = ring.events.shift()?.seq ?? 0;
    return entry;
  }

  /** The states of what is there no more. */
  forget(prefix: string): void {
    for (const key of [...this.#states.keys()]) if (key.startsWith(prefix)) this.#states.delete(key);
  }

  since(seq: number, topics: ReadonlySet<string>): Told[] {
    const all = [...this.#states.values(), ...[...this.#rings.values()].flatMap(ring => ring.events)];
    return all.filter(told => told.seq > seq && topics.has(told.topic)).sort((one, other) => one.seq - other.seq);
  }

  /** Whether something of that topic is not kept any more. */
  hasForgotten(topic: string, seq: number): boolean {
    return (this.#rings.get(topic)?.forgotten ?? 0) > seq;
  }
}
