import './icon.css';

/** Strokes on a grid of 20, drawn for this app: round ends, one weight. */
const shapes = {
  today:
    'M3.5 16.5h13M6 16.5v-3M8 4.5l6 3.5M11 6.2 6 13.5M14.8 9.9l-3.3-6A2 2 0 0 1 14 3l3 5.2a2 2 0 0 1-2.2 1.7Z',
  approvals: 'M10 17.5a7.5 7.5 0 1 1 7.5-7.5M6.8 9.8l2.4 2.4 5.3-5.6M14 16l1.5 1.5L18.5 14',
  tasks: 'M8 5h9M8 10h9M8 15h6M3 5l1 1 1.7-2M3 10l1 1 1.7-2M3 15l1 1 1.7-2',
  audit:
    'M8.3 11.7a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.7 8.3a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1',
  backups: 'M3 4h14v4H3zM4.5 8v8.5h11V8M8 11.5h4',
  maintenance:
    'M16.8 6.2a4 4 0 0 1-5.4 4.9l-5.6 5.6a1.7 1.7 0 0 1-2.5-2.5l5.6-5.6a4 4 0 0 1 4.9-5.4l-2.4 2.4 3 3 2.4-2.4Z',
  logs: 'M5 2.8h7l3.5 3.5v10.9H5zM12 2.8v3.5h3.5M7.5 10h5M7.5 13h5',
  settings: 'M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4',
  health: 'M2.5 10.5h3.2L8 4.5l4 11 2.2-5h3.3',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6.5 4.2v11.6L15.5 10z',
  drop: 'M10 3v9M6.5 8.8 10 12.3l3.5-3.5M3.5 12.5v4h13v-4',
  check: 'M4 10.5 8.2 14.7 16 5.5',
  cross: 'M5 5l10 10M15 5 5 15',
  edit: 'M12.2 4.8l3 3L7 16H4v-3zM10.6 6.4l3 3',
  undo: 'M7 4 3.5 7.5 7 11M3.5 7.5H12a4.5 4.5 0 0 1 0 9H8',
  retry: 'M15.8 8A6.3 6.3 0 1 0 16.3 11M16 3.8V8h-4.2',
  search: 'M8.7 14.4a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4ZM12.8 12.8 17 17',
  chevron: 'M7.5 4.5 13 10l-5.5 5.5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
  up: 'M4.5 12.5 10 7l5.5 5.5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.8',
  warning: 'M10 3.2 17.6 16.5H2.4zM10 8v4M10 14.2v.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.2v4.3M10 6.6v.1',
  ok: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM6.8 10.2l2.3 2.3 4.2-4.6',
  outside: 'M11.5 3.5h5v5M16.5 3.5 9 11M13.5 11.5v5h-10v-10h5',
  folder: 'M2.8 5h5l1.7 2h7.7v9H2.8z',
  file: 'M5 2.8h7l3.5 3.5v10.9H5zM12 2.8v3.5h3.5',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  save: 'M10 3v9.5M6.5 9 10 12.5 13.5 9M3.5 16.5h13',
  key: 'M7 13.5a3.8 3.8 0 1 1 3.2-5.8h6.9v3.2h-2v2h-2.6v-2h-2.3A3.8 3.8 0 0 1 7 13.5ZM6.8 9.7h.1',
  shield: 'M10 2.8 16 5v4.8c0 3.6-2.5 6.2-6 7.4-3.5-1.2-6-3.8-6-7.4V5z',
  bell: 'M5 13.5V9a5 5 0 0 1 10 0v4.5l1.3 1.5H3.7zM8.3 17.2h3.4',
  note: 'M4 3.5h12v9L12 16.5H4zM12 16.5v-4h4M7 7.5h6M7 10.5h3',
  money: 'M2.8 5.5h14.4v9H2.8zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM5.2 10h.1M14.7 10h.1',
  inbox: 'M3 11.5 5 4h10l2 7.5v5H3zM3 11.5h4.2l1 2h3.6l1-2H17',
  send: 'M17 3 2.8 8.5l5.7 2.8 2.8 5.9zM17 3l-8.5 8.3',
  stop: 'M5 5h10v10H5z',
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside a word: it says nothing to a screen reader. */
export function Icon({ name, size = 16 }: { name: IconName; size?: 16 | 20 | 32 }) {
  return (
    <svg
      className={`icon icon-${size}${name === 'chevron' || name === 'undo' || name === 'outside' ? ' icon-turns' : ''}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
