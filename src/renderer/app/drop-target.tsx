import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import { useClient } from '../client/index.ts';
import { Icon } from '../components/icon.tsx';
import { useToasts } from '../components/toasts.tsx';
import { useTranslator } from '../i18n/index.ts';
import { dropToast, failedDropToast } from './drop-toast.tsx';
import './drop-target.css';

/** Files dropped anywhere on the window go into the inbox. */
export function DropTarget({
  children,
  onDropped,
}: {
  readonly children: ReactNode;
  /** Hears what became of the files, besides the toast that says it. */
  readonly onDropped?: (result: DropResult) => void;
}) {
  const translator = useTranslator();
  const client = useClient();
  const toasts = useToasts();
  const [isOver, setOver] = useState(false);
  // Every element the pointer crosses enters and leaves: the window is left when all of them are.
  const depth = useRef(0);
  const move = (by: number) => {
    depth.current = by === 0 ? 0 : Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const take = async (files: readonly File[]) => {
    try {
      const result = await client.dropFiles(files);
      toasts.show(dropToast(translator, result));
      onDropped?.(result);
    } catch (error) {
      toasts.show(failedDropToast(translator, error));
    }
  };
  const onlyFiles = (event: DragEvent, act: () => void) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the title bar's button does the same by keyboard
    <div
      className="drop-target"
      onDragEnter={(event) => onlyFiles(event, () => move(1))}
      onDragLeave={(event) => onlyFiles(event, () => move(-1))}
      onDragOver={(event) => onlyFiles(event, () => undefined)}
      onDrop={(event) =>
        onlyFiles(event, () => {
          move(0);
          const files = [...event.dataTransfer.files];
          if (files.length > 0) void take(files);
        })
      }
    >
      {children}
      {isOver && (
        <div className="drop-veil">
          <Icon name="inbox" size={32} />
          <p className="drop-veil-title">{translator.t('drop.here')}</p>
          <p className="muted">{translator.t('drop.hint')}</p>
        </div>
      )}
    </div>
  );
}
