import { described } from './generated/described.ts';

/** Holds messages against docs/messages.yml. For tests: the table is larger than the client. */

type Constant = string | number | boolean;
type Kind =
  | string
  | readonly Kind[]
  | { readonly values: readonly Constant[] }
  | { readonly pattern: string }
  | { readonly array: Kind }
  | { readonly tuple: readonly Kind[] }
  | { readonly map: readonly [Kind, Kind] }
  | { readonly object: Fields; readonly others?: Kind };
interface Fields {
  readonly [name: string]: { readonly type: Kind; readonly optional?: true };
}
interface DescribedMessage {
  readonly when: { readonly [field: string]: Constant };
  readonly fields: Fields;
  readonly kind?: string;
}

export type Side = 'client' | 'server';
export interface Described {
  readonly types: { readonly [name: string]: Kind };
  readonly envelope: { readonly [side in Side]: Fields };
  readonly client: readonly DescribedMessage[];
  readonly server: readonly DescribedMessage[];
}

/** In words what is wrong; nothing when all is well. */
type Fault = string | undefined;
type Message = { readonly [field: string]: unknown };

/** Why this is no message of that side. */
export function fault(side: Side, message: object): Fault {
  const sent = message as Message;
  const meant = described[side].filter(each => isMeant(each, sent));
  const faults = meant.map(each =>
    faultInObject({ ...described.envelope[side], ...constants(each), ...each.fields }, undefined, sent),
  );
  if (faults.includes(undefined)) return undefined;
  return `${faults.join(' or ') || 'not described'}: ${JSON.stringify(message).slice(0, 1000)}`;
}

function isMeant(each: DescribedMessage, sent: Message): boolean {
  if (each.kind === 'push' && 'replyid' in sent) return false;
  return Object.entries(each.when).every(([name, value]) => sent[name] === value);
}

function constants({ when }: DescribedMessage): Fields {
  return Object.fromEntries(Object.entries(when).map(([name, value]) => [name, { type: { values: [value] } }]));
}

function faultInObject(fields: Fields, others: Kind | undefined, value: unknown): Fault {
  if (!isObject(value)) return `${show(value)} is no object`;
  const missing = Object.keys(fields).filter(name => !fields[name]?.optional && !Object.hasOwn(value, name));
  if (missing.length > 0) return `${missing.join(', ')} missing`;
  return first(Object.entries(value), ([name, each]) => {
    const kind = Object.hasOwn(fields, name) ? fields[name]?.type : others;
    return at(name, kind === undefined ? 'is not described' : faultOf(kind, each));
  });
}

function faultOf(kind: Kind, value: unknown): Fault {
  if (typeof kind === 'string') return faultOfName(kind, value);
  if (isArray(kind)) return kind.some(each => !faultOf(each, value)) ? undefined : `${show(value)} is none of what it may be`;
  if ('values' in kind) return kind.values.includes(value as Constant) ? undefined : `${show(value)} is not allowed`;
  if ('pattern' in kind) return matches(kind.pattern, value) ? undefined : `${show(value)} does not match ${kind.pattern}`;
  if ('object' in kind) return faultInObject(kind.object, kind.others, value);
  if ('map' in kind) return faultInMap(kind.map, value);
  if (!Array.isArray(value)) return `${show(value)} is no array`;
  if ('array' in kind) return first(value, each => faultOf(kind.array, each));
  if (value.length !== kind.tuple.length) return `${show(value)} is no array of ${kind.tuple.length}`;
  return first([...kind.tuple.entries()], ([place, each]) => faultOf(each, value[place]));
}

function faultOfName(name: string, value: unknown): Fault {
  const basic: { [name: string]: boolean } = {
    text: typeof value === 'string',
    integer: Number.isInteger(value),
    number: typeof value === 'number',
    boolean: typeof value === 'boolean',
    null: value === null,
  };
  const right = basic[name];
  if (right === undefined) return faultOf(described.types[name] as Kind, value);
  return right ? undefined : `${show(value)} is no ${name}`;
}

function faultInMap([key, item]: readonly [Kind, Kind], value: unknown): Fault {
  if (!isObject(value)) return `${show(value)} is no object`;
  return first(Object.entries(value), ([name, each]) => faultOf(key, name) ?? at(name, faultOf(item, each)));
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, value: unknown): boolean {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, known);
  return typeof value === 'string' && known.test(value);
}

function first<Item>(items: readonly Item[], find: (item: Item) => Fault): Fault {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function at(name: string, found: Fault): Fault {
  return found && `${name}: ${found}`;
}

function isArray(kind: Kind): kind is readonly Kind[] {
  return Array.isArray(kind);
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
