import UPlot from 'uplot';
import type { PlotProps, PlotSeries } from './plot-canvas.tsx';

export type PlotColours = Readonly<Record<PlotSeries['tone'] | 'line', string>>;

const variables = {
  accent: '--accent',
  ok: '--ok',
  attention: '--attention',
  danger: '--danger',
  muted: '--text-muted',
  line: '--line',
} as const;

/** A canvas knows no custom properties: the colours that hold where the element stands. */
export function coloursOf(element: HTMLElement): PlotColours {
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const entries = Object.entries(variables).map(([name, variable]) => {
    probe.style.color = `var(${variable})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as PlotColours;
}

interface Layout extends PlotProps {
  readonly width: number;
  readonly height: number;
  readonly colours: PlotColours;
  readonly time: (at: Date) => string;
  readonly direction: 'ltr' | 'rtl';
}

const axisFont = '11px system-ui, sans-serif';

export function plotOptions(layout: Layout): UPlot.Options {
  const { kind, series, cap, width, height, colours, format, time, direction } = layout;
  const bars = UPlot.paths.bars?.({ size: [0.7, 18], radius: 0.15 });
  return {
    width,
    height,
    cursor: { show: false },
    legend: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      // Time runs in the direction of reading.
      x: { time: true, dir: direction === 'rtl' ? -1 : 1, range: (_, from, to) => widened(kind, from, to) },
      y: { range: (_, __, max) => [0, Math.max(max, cap ?? 0, Number.MIN_VALUE) * 1.12 || 1] },
    },
    axes: [
      {
        stroke: colours.muted,
        font: axisFont,
        size: 24,
        grid: { show: false },
        ticks: { show: false },
        space: 64,
        values: (_, seconds) => seconds.map((at) => time(new Date(at * 1_000))),
      },
      {
        stroke: colours.muted,
        font: axisFont,
        side: direction === 'rtl' ? 1 : 3,
        size: 36,
        space: 32,
        grid: { stroke: colours.line, width: 1 },
        ticks: { show: false },
        values: (_, values) => values.map(format),
      },
    ],
    series: [
      {},
      ...series.map(({ label, tone }) => ({
        label,
        stroke: colours[tone],
        width: kind === 'line' ? 2 : 0,
        points: { show: false },
        ...(kind === 'bars' && bars ? { fill: colours[tone], paths: bars } : {}),
      })),
    ],
    hooks: cap === undefined ? {} : { draw: [(plot) => drawCap(plot, cap, colours.attention)] },
  };
}

/** Bars stand in the middle of their hour: the first and the last need room. */
function widened(kind: PlotProps['kind'], from: number, to: number): [number, number] {
  if (kind === 'line') return [from, Math.max(to, from + 1)];
  return [from - 1_800, to + 1_800];
}

function drawCap(plot: UPlot, cap: number, colour: string): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(cap, 'y', true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
