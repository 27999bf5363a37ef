import { useLayoutEffect, useRef } from 'react';

/** A presence's colour from the profile, as a small disc with an outline; by the object model, since the page's policy allows no style in markup. */
export function Swatch({ color }: { readonly color: string }) {
  const disc = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (disc.current) disc.current.style.backgroundColor = /^#[0-9a-f]{6}$/i.test(color) ? color : 'transparent';
  }, [color]);
  return <i className="swatch" ref={disc} aria-hidden="true" />;
}
