/** Twenty pictures of 24 × 24, drawn by lines. They say nothing by themselves: words stand beside them or in the label of their button. */

const PATHS = {
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19c.6-3.6 3.2-5.5 6.5-5.5s5.900 1.900 6.500 5.500M16 5.200a3.500 3.500 0 0 1 0 6.600M18 14c2 .7 3.200 2.400 3.500 5',
  history: 'M12 7v5l3 2M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z',
  services: 'M4 7h10M18 7h2M4 17h4M12 17h8M16 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM10 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM19 12l2-1.500-2-3.500-2.400.8-2-1.200L14 4h-4l-.6 2.600-2 1.200L5 7l-2 3.500L5 12l-2 1.500L5 17l2.400-.8 2 1.200L10 20h4l.6-2.600 2-1.200 2.400.8 2-3.500z',
  search: 'M11 4.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM16 16l4.500 4.500',
  phone: 'M5 4h4l1.500 4.500L8 10.500a12 12 0 0 0 5.500 5.500l2-2.500L20 15v4c0 .6-.4 1-1 1A15 15 0 0 1 4 5c0-.6.4-1 1-1z',
  hangUp: 'M3 14c5-5 13-5 18 0l-2.500 2.800-4-1.800v-2.600c-1.600-.5-3.400-.5-5 0V15l-4 1.800z',
  hold: 'M9 6v12M15 6v12',
  resume: 'M8 5.500v13l10-6.500z',
  transfer: 'M4 12h14M13 6l6 6-6 6',
  askFirst: 'M4 7h11M11 3l4 4-4 4M20 17H9M13 13l-4 4 4 4',
  mailbox:
    'M7 15a3.500 3.500 0 1 1 3.500-3.500A3.500 3.500 0 0 1 7 15zM17 15a3.500 3.500 0 1 1 3.500-3.500A3.500 3.500 0 0 1 17 15zM7 15h10',
  back: 'M20 12H6M11 6l-6 6 6 6',
  check: 'm5 12 5 5L20 7',
  close: 'M6 6l12 12M18 6 6 18',
  star: 'm12 3.500 2.600 5.600 6 .7-4.400 4.200 1.200 6-5.400-3-5.400 3 1.200-6L3.400 9.800l6-.7z',
  missed: 'M19 5 9 15M9 8v7h7M5 19h14',
  made: 'M6 18 18 6M9 6h9v9',
  received: 'M18 6 6 18M6 9v9h9',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4',
  bellOff: 'M6 16v-5a6 6 0 0 1 9-5.200M18 11v5l1.500 2h-12M4 4l16 16',
  eye: 'M2.500 12c2.400-4.400 5.600-6.500 9.500-6.500s7.100 2.100 9.500 6.500c-2.400 4.400-5.600 6.500-9.500 6.500S4.900 16.400 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  down: 'm6 9 6 6 6-6',
  keyboard: 'M3 6.500h18v11H3zM7 10h.01M11 10h.01M15 10h.01M7.500 14h9',
  warning: 'M12 4 2.500 20h19zM12 10v4.500M12 17.200v.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, isFilled = false }: { readonly name: IconName; readonly isFilled?: boolean }) {
  return (
    <svg className={isFilled ? 'icon filled' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
