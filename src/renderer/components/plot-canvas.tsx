import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTranslator } from '../i18n/index.ts';
import { coloursOf, plotOptions } from './plot-options.ts';

export interface PlotSeries {
  readonly label: string;
  readonly tone: 'accent' | 'ok' | 'attention' | 'danger' | 'muted';
  /** One value for each moment; `null`: nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface PlotProps {
  readonly kind: 'bars' | 'line';
  /** Seconds since the epoch, rising. */
  readonly at: readonly number[];
  readonly series: readonly PlotSeries[];
  readonly format: (value: number) => string;
  /** A level not to be passed, drawn as a dashed line. */
  readonly cap?: number | undefined;
}

/** The canvas of a plot: new values move it, a new size, theme or language draws it anew. */
export function PlotCanvas(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  const plot = useRef<UPlot>(undefined);
  const { formats, direction } = useTranslator();

  useEffect(() => {
    newest.current = props;
    plot.current?.setData(dataOf(props));
  }, [props]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const draw = () => {
      plot.current?.destroy();
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const layout = { width, height, colours: coloursOf(element), time: formats.time, direction };
      const options = plotOptions({ ...newest.current, ...layout });
      plot.current = new UPlot(options, dataOf(newest.current), element);
    };
    const size = new ResizeObserver(draw);
    size.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    return () => {
      size.disconnect();
      theme.disconnect();
      system.removeEventListener('change', draw);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [formats, direction]);
  return <div ref={place} className="plot-space" aria-hidden="true" />;
}

function dataOf({ at, series }: PlotProps): UPlot.AlignedData {
  return [[...at], ...series.map(({ values }) => [...values])];
}
