import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { type LogLevel, type LogLine, partsOfLine } from './log-line.ts';

/** Pixels of a line that does not break. */
const lineHeight = 20;
/** So near to the end, in pixels, the person looks at the newest lines. */
const endReach = 24;

/** The lines in sight. While it follows, the newest ones are; scrolling up ends that, reaching the end begins it again. */
export function LogLines({
  lines,
  find,
  shown,
  isFollowing,
  onFollow,
}: {
  readonly lines: readonly LogLine[];
  readonly find: string;
  /** Index of the line that the search stands at; -1: none. */
  readonly shown: number;
  readonly isFollowing: boolean;
  readonly onFollow: (following: boolean) => void;
}) {
  const { t } = useTranslator();
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
  });
  const newest = lines.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is followed
  useEffect(() => {
    if (isFollowing) virtual.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [virtual, isFollowing, newest]);
  useEffect(() => {
    if (shown >= 0) virtual.scrollToIndex(shown, { align: 'center' });
  }, [virtual, shown]);

  // Only the person's own scrolling says whether to follow: rows that are measured scroll by themselves.
  const onWheelOrKey = () => {
    requestAnimationFrame(() => {
      const { current: box } = scroller;
      if (box === null) return;
      onFollow(box.scrollHeight - box.scrollTop - box.clientHeight < endReach);
    });
  };
  return (
    <section
      ref={scroller}
      className="log-lines"
      role="log"
      aria-label={t('logs.lines')}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
      tabIndex={0}
      dir="ltr"
      onWheel={onWheelOrKey}
      onKeyUp={onWheelOrKey}
      onPointerUp={onWheelOrKey}
    >
      <div className="log-space" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return (
            line && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={`log-line${index === shown ? ' log-line-shown' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line text={line.text} find={find} />
              </div>
            )
          );
        })}
      </div>
    </section>
  );
}

const words: Readonly<Record<LogLevel, string>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
};

function Line({ text, find }: { readonly text: string; readonly find: string }) {
  const { time, level, rest } = partsOfLine(text);
  return (
    <>
      {time !== undefined && <span className="log-time">{time}</span>}
      {level !== undefined && (
        <span className={`log-level log-${level}`}>
          {(level === 'warn' || level === 'error') && <Icon name="warning" />}
          {words[level]}
        </span>
      )}
      <span className="log-text">{marked(rest, find)}</span>
    </>
  );
}

/** The text with every place of what is looked for marked. */
function marked(text: string, find: string): ReactNode {
  if (find === '') return <UntrustedText>{text}</UntrustedText>;
  const [lower, wanted] = [text.toLowerCase(), find.toLowerCase()];
  const pieces: ReactNode[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    const end = at + wanted.length;
    if (at > from) pieces.push(<UntrustedText key={from}>{text.slice(from, at)}</UntrustedText>);
    pieces.push(
      <mark key={`mark ${at}`}>
        <UntrustedText>{text.slice(at, end)}</UntrustedText>
      </mark>,
    );
    from = end;
  }
  if (from < text.length) pieces.push(<UntrustedText key={from}>{text.slice(from)}</UntrustedText>);
  return pieces;
}
