import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTranslator } from '../i18n/index.ts';
import { coloursOf, type PlotColours, plotOptions } from './plot-options.ts';

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

/** The canvas of a plot. It is drawn anew when the window's theme or its own size changes. */
export function PlotCanvas(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const { formats, direction } = useTranslator();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let plot: UPlot | undefined;
    const draw = () => {
      plot?.destroy();
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const colours: PlotColours = coloursOf(element);
      const options = plotOptions({ ...props, width, height, colours, time: formats.time, direction });
      plot = new UPlot(options, [[...props.at], ...props.series.map(({ values }) => [...values])], element);
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
      plot?.destroy();
    };
  }, [props, formats, direction]);
  return <div ref={place} className="plot-space" aria-hidden="true" />;
}
