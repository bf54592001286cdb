import { columnsOf, cutTo, padEnd, padStart } from './width.ts';

/** A column of a table. Without `align` it stands left. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Gives way, down to this many columns, when the line is too narrow; the last such column first. */
  readonly shrinksTo?: number;
}

const gap = '  ';

/** Lines of an aligned table, the first with the titles, each at most `width` columns. Cells hold plain text. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const lines = [columns.map((column) => column.title), ...rows];
  const wanted = columns.map((_, index) => Math.max(...lines.map((line) => columnsOf(line[index] ?? ''))));
  const widths = shrink(columns, wanted, width);
  return lines.map((line) => {
    const cells = columns.map((column, index) => {
      const columnWidth = widths[index] ?? 0;
      const text = cutTo(line[index] ?? '', columnWidth);
      return column.align === 'right' ? padStart(text, columnWidth) : padEnd(text, columnWidth);
    });
    return cutTo(cells.join(gap).trimEnd(), width);
  });
}

/** `label  value` lines with the values under each other. */
export function pairs(rows: readonly (readonly [label: string, value: string])[]): readonly string[] {
  const labelWidth = Math.max(0, ...rows.map(([label]) => columnsOf(label)));
  return rows.map(([label, value]) => `${padEnd(label, labelWidth)}${gap}${value}`.trimEnd());
}

function shrink(columns: readonly Column[], wanted: readonly number[], width: number): readonly number[] {
  const widths = [...wanted];
  let excess =
    widths.reduce((sum, columnWidth) => sum + columnWidth, 0) + gap.length * (columns.length - 1) - width;
  for (const [index, column] of [...columns.entries()].reverse()) {
    const current = widths[index] ?? 0;
    if (excess <= 0 || column.shrinksTo === undefined) continue;
    const taken = Math.min(excess, Math.max(0, current - column.shrinksTo));
    widths[index] = current - taken;
    excess -= taken;
  }
  return widths;
}
