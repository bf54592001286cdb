import { Badge, type Tone } from '../components/badge.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import type { DifferenceRow } from './draft.ts';
import './difference-row.css';

const looks = {
  new: ['ok', 'undo'],
  changed: ['accent', 'edit'],
  missing: ['attention', 'cross'],
} as const satisfies Record<DifferenceRow['kind'], readonly [Tone, IconName]>;

/** One file that differs. `marked` shows a box that the list marks. */
export function DifferenceRowView({
  row,
  marked,
}: {
  readonly row: DifferenceRow;
  readonly marked?: boolean | undefined;
}) {
  const { t, formats } = useTranslator();
  const [tone, icon] = looks[row.kind];
  const version = row.archived ?? row.live;
  const { folder, name } = split(row.path);
  return (
    <div className="difference-row">
      {marked !== undefined && (
        <span
          className={marked ? 'difference-box difference-box-marked' : 'difference-box'}
          aria-hidden="true"
        >
          {marked && <Icon name="check" />}
        </span>
      )}
      <span className="truncate difference-path">
        <UntrustedText>{name}</UntrustedText>
        {folder !== '' && (
          <span className="muted small">
            {' '}
            <UntrustedText>{folder}</UntrustedText>
          </span>
        )}
      </span>
      <span className="muted small difference-size">{version && formats.bytes(version.size)}</span>
      <span className="difference-kind">
        <Badge tone={tone} icon={icon}>
          {t(`restore.kind.${row.kind}`)}
        </Badge>
      </span>
    </div>
  );
}

/** Without the folder of the part, which all of a list have in common. */
function split(path: string): { readonly folder: string; readonly name: string } {
  const segments = path.split('/');
  return { folder: segments.slice(1, -1).join('/'), name: segments.at(-1) ?? path };
}
