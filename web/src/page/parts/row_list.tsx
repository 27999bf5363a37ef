import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * A list of rows of one height, of which only those are in the page that can be seen. One Tab reaches the list, the arrows go from row to row,
 * Home and End to the ends; in a row Tab goes on to its buttons.
 */

const BEYOND = 6;

export function RowList({
  label,
  ids,
  rowHeight,
  render,
  empty,
}: {
  readonly label: string;
  readonly ids: readonly string[];
  readonly rowHeight: number;
  /** `isReached` by Tab: the row's main button, and the others behind it. */
  readonly render: (id: string, isReached: boolean) => ReactNode;
  readonly empty: string;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState({ from: 0, to: 30 });
  const [reached, setReached] = useState<string>();
  const wanted = useRef<number>(undefined);
  const place = Math.max(0, ids.indexOf(reached ?? ''));
  const [from, to] = [Math.min(view.from, place), Math.max(view.to, place + 1)].map(each => Math.min(ids.length, each)) as [
    number,
    number,
  ];
  // A row with the focus stays in the page wherever one scrolls.
  const shown = to - from > 200 ? { from: view.from, to: Math.min(view.to, ids.length) } : { from, to };

  useEffect(() => {
    const node = list.current;
    if (!node) return;
    const measure = () => {
      const first = Math.floor(node.scrollTop / rowHeight);
      const visible = Math.ceil(node.clientHeight / rowHeight) || 30;
      setView({ from: Math.max(0, first - BEYOND), to: first + visible + BEYOND });
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(node);
    node.addEventListener('scroll', measure, { passive: true });
    return () => {
      sizes.disconnect();
      node.removeEventListener('scroll', measure);
    };
  }, [rowHeight]);

  useLayoutEffect(() => {
    const node = list.current;
    if (!node) return;
    node.style.setProperty('--above', `${shown.from * rowHeight}px`);
    node.style.setProperty('--below', `${Math.max(0, ids.length - shown.to) * rowHeight}px`);
    if (wanted.current === undefined) return;
    const row = node.querySelector<HTMLElement>(`[data-row="${wanted.current}"] button`);
    wanted.current = undefined;
    row?.focus();
  });

  const go = (target: number) => {
    const next = Math.max(0, Math.min(ids.length - 1, target));
    wanted.current = next;
    setReached(ids[next]);
    const node = list.current;
    if (!node) return;
    if (next * rowHeight < node.scrollTop) node.scrollTop = next * rowHeight;
    else if ((next + 1) * rowHeight > node.scrollTop + node.clientHeight)
      node.scrollTop = (next + 1) * rowHeight - node.clientHeight;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };

  if (ids.length === 0) return <p className="nothing">{empty}</p>;
  return (
    <ul className="rows" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {ids.slice(shown.from, shown.to).map((id, index) => (
        <li
          key={id}
          className="row"
          data-row={shown.from + index}
          aria-setsize={ids.length}
          aria-posinset={shown.from + index + 1}
          onFocus={() => setReached(id)}
        >
          {render(id, shown.from + index === place)}
        </li>
      ))}
    </ul>
  );
}
